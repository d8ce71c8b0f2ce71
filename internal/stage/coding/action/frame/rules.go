package frame

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// Sort tells acts of force from acts of speech and the rest: a story of one tells
// on the other's day only by chance.
func Sort(t trucewatch.EventType) string {
	force := []trucewatch.EventType{trucewatch.Assault, trucewatch.Coerce, trucewatch.Mobilize, trucewatch.Protest}
	own := []trucewatch.EventType{trucewatch.Retreat, trucewatch.Sanction, trucewatch.Aid}
	switch {
	case slices.Contains(force, t):
		return "force"
	case slices.Contains(own, t):
		return string(t)
	}
	return "speech"
}

// Rules are the rules that open events and tell their modes. They never change after
// [Load] and may be used from several goroutines.
type Rules struct {
	words *grammar.Words
	// triggers holds the trigger rules of a lemma, the most particular first.
	triggers map[string][]*Trigger
	modes    []*modeRule
}

// Trigger is one rule that opens an event.
type Trigger struct {
	ID        string
	Kind      trucewatch.EventType
	Mode      []string
	Pos       string // "verb", "noun" or "adj"
	need, bar []condition
	// Weak triggers give way to any other trigger of the same type that they hang together with.
	Weak bool
	// State is true for what is in force rather than done: its plain status is ongoing.
	State bool
	// joined is true when a hyphenated first part belongs to the trigger ("cease-fire").
	joined             bool
	Actors, Recipients []string
	// Plain is the status where nothing says otherwise; empty is occurred.
	Plain trucewatch.Status
}

// condition asks that one of the words stands in one of the slots of the trigger.
type condition struct {
	slots, words []string
}

var eventSchema = pack.Schema{
	Required: []string{"type"},
	Optional: []string{"mode", "verb", "noun", "adj", "need", "bar", "weak", "state", "joined", "plain", "actors", "recipients"},
}

// Load reads the packs of events and of modes, and checks that every rule has a type of
// PLOVER, known slots and known word classes. The words of the rules become known to words.
// The error names file, line and rule.
func Load(fsys fs.FS, words *grammar.Words) (*Rules, error) {
	r := &Rules{words: words, triggers: map[string][]*Trigger{}}
	events, err := pack.Load(fsys, eventSchema, "en/events/*.pack")
	if err != nil {
		return nil, fmt.Errorf("loading event rules: %w", err)
	}
	for _, e := range events {
		if err := r.addTrigger(e); err != nil {
			return nil, fmt.Errorf("loading event rules: %w", err)
		}
	}
	for _, list := range r.triggers {
		slices.SortStableFunc(list, func(a, b *Trigger) int { return b.particular() - a.particular() })
	}
	if err := r.loadModes(fsys); err != nil {
		return nil, fmt.Errorf("loading mode rules: %w", err)
	}
	return r, nil
}

// particular says how narrow a rule is: rules that ask for more are tried first.
func (t *Trigger) particular() int { return len(t.need) }

// TwoSided reports whether the trigger is fighting, in which all who take part act.
func (t *Trigger) TwoSided() bool {
	return t.Kind == trucewatch.Assault && slices.Contains(t.Actors, "pits")
}

// types are PLOVER's sixteen, in its own order.
func types() []trucewatch.EventType {
	return []trucewatch.EventType{
		trucewatch.Agree, trucewatch.Consult, trucewatch.Support, trucewatch.Concede,
		trucewatch.Cooperate, trucewatch.Aid, trucewatch.Retreat, trucewatch.Request,
		trucewatch.Accuse, trucewatch.Reject, trucewatch.Threaten, trucewatch.Protest,
		trucewatch.Sanction, trucewatch.Mobilize, trucewatch.Coerce, trucewatch.Assault,
	}
}

func (r *Rules) addTrigger(e pack.Rule) error {
	kind := trucewatch.EventType(e.Get("type"))
	if !slices.Contains(types(), kind) {
		return e.Errorf("type %q is none of PLOVER's sixteen", kind)
	}
	need, err := r.conditions(e, "need")
	if err != nil {
		return err
	}
	bar, err := r.conditions(e, "bar")
	if err != nil {
		return err
	}
	found := false
	for _, pos := range []string{"verb", "noun", "adj"} {
		t := &Trigger{
			ID: e.ID, Kind: kind, Mode: e.List("mode"), Pos: pos, need: need, bar: bar,
			Weak: e.Get("weak") != "", State: e.Get("state") != "", joined: e.Get("joined") != "",
			Plain: trucewatch.Status(e.Get("plain")),
		}
		t.Actors, t.Recipients = usual(t)
		if l := e.List("actors"); l != nil {
			t.Actors = none(l)
		}
		if l := e.List("recipients"); l != nil {
			t.Recipients = none(l)
		}
		for _, lemma := range e.List(pos) {
			r.triggers[lemma] = append(r.triggers[lemma], t)
			r.words.Know(lemma)
			found = true
		}
	}
	if !found {
		return e.Errorf("no trigger word: give a verb, noun or adj line")
	}
	return nil
}

// none turns the list "none" into an empty one.
func none(l []string) []string {
	if len(l) == 1 && l[0] == "none" {
		return nil
	}
	return l
}

// conditions parses lines such as "need obj|of: talks, @meeting".
func (r *Rules) conditions(e pack.Rule, key string) ([]condition, error) {
	var out []condition
	for _, v := range e.All(key) {
		slots, words, ok := strings.Cut(v, ":")
		if !ok {
			return nil, e.Errorf("%s %q: write a slot, a colon and words", key, v)
		}
		var c condition
		for s := range strings.SplitSeq(slots, "|") {
			c.slots = append(c.slots, strings.TrimSpace(s))
		}
		for w := range strings.SplitSeq(words, ",") {
			w = strings.TrimSpace(w)
			if name, isClass := strings.CutPrefix(w, "@"); isClass && !r.words.HasClass(name) {
				return nil, e.Errorf("%s %q: there is no word class %q", key, v, name)
			}
			c.words = append(c.words, w)
			r.words.Know(w)
		}
		out = append(out, c)
	}
	return out, nil
}

// usual returns the usual slots of actors and recipients for a type and part of
// speech; a rule may replace them.
func usual(t *Trigger) (actors, recipients []string) {
	if t.Pos != "noun" {
		return verbFrame(t.Kind)
	}
	return nounFrame(t.Kind)
}

func verbFrame(kind trucewatch.EventType) (actors, recipients []string) {
	switch kind {
	case trucewatch.Consult:
		return []string{"between", "subj", "obj", "with"}, nil
	case trucewatch.Agree:
		return []string{"subj", "with"}, nil
	case trucewatch.Cooperate:
		return []string{"subj"}, []string{"with"}
	case trucewatch.Retreat:
		return []string{"subj"}, []string{"from"}
	case trucewatch.Mobilize:
		return []string{"subj"}, nil
	case trucewatch.Accuse, trucewatch.Support, trucewatch.Reject:
		return []string{"subj"}, []string{"obj", "iobj", "owner"}
	default:
		return []string{"subj"}, []string{"obj", "iobj"}
	}
}

func nounFrame(kind trucewatch.EventType) (actors, recipients []string) {
	switch kind {
	case trucewatch.Consult:
		return []string{"between", "with", "among", "poss", "mod", "by", "of", "subj"}, nil
	case trucewatch.Agree, trucewatch.Cooperate:
		return []string{"between", "with", "among", "poss", "mod", "by", "subj"}, nil
	case trucewatch.Retreat:
		return []string{"poss", "mod", "of", "by", "subj"}, []string{"from"}
	case trucewatch.Assault, trucewatch.Coerce, trucewatch.Mobilize:
		return []string{"poss", "mod", "by", "between", "attackers", "subj"}, []string{"on", "against", "of", "upon", "toward", "towards", "targeting", "hits", "suffers", "anti"}
	default: // what is said or done with words
		return []string{"poss", "mod", "by", "from", "subj"}, []string{"against", "on", "to", "for"}
	}
}

// Of reports whether the rule is of a type, or of a type and mode ("RETREAT/withdraw").
func (t *Trigger) Of(kind string) bool {
	if kind == string(t.Kind) {
		return true
	}
	return slices.ContainsFunc(t.Mode, func(mode string) bool { return kind == string(t.Kind)+"/"+mode })
}
