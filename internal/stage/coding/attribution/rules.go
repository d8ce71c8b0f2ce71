package attribution

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// Rules finds statements. It is safe for concurrent use.
type Rules struct {
	forms                 map[string]string // an inflected form of a cue verb to the verb
	verbs, nouns          map[string][]*rule
	phrase, layout, ahead []*rule
	hedge, untrue         []*rule
	passers               map[string]*rule // by what makes somebody pass words on
	classes               map[string]map[string]bool
}

type rule struct {
	id                   string
	frames, preps        []string
	objects, complements []string
	support              []string
	subject, holder      string
	stance               trucewatch.Stance
	negated, notObject   string
	notPreps             []string
	onlyNegated          bool
	finite, weak         bool // no "-ing" form; counts only where nothing else tells the source
	phrase               *sieve.Expression
	layout               string
	before               []string
	isNoun               bool
}

// keys are the keys that the rules of the packs may have.
var keys = []string{
	"verb", "noun", "frame", "prep", "object", "complement", "subject", "stance", "negated", "only",
	"phrase", "layout", "before", "support", "holder", "not-object", "not-prep", "form", "weak", "passer", "within",
}

// Load reads the packs below en/attribution and checks them.
func Load(fsys fs.FS) (*Rules, error) {
	r := &Rules{verbs: map[string][]*rule{}, nouns: map[string][]*rule{}, forms: map[string]string{}, passers: map[string]*rule{}, classes: map[string]map[string]bool{}}
	words, err := pack.Load(fsys, pack.Schema{Required: []string{"word"}, NoExamples: true}, "en/attribution/vocabulary.pack")
	if err != nil {
		return nil, fmt.Errorf("loading words of attribution: %w", err)
	}
	for _, w := range words {
		class := map[string]bool{}
		for _, one := range w.List("word") {
			if past, verb, irregular := strings.Cut(one, "="); irregular {
				r.forms[past] = verb
			}
			class[one] = true
		}
		r.classes[w.ID] = class
	}
	for _, name := range classNames {
		if r.classes[name] == nil {
			return nil, fmt.Errorf("loading words of attribution: class %q is missing from vocabulary.pack", name)
		}
	}
	written, err := loadWritten(fsys)
	if err != nil {
		return nil, fmt.Errorf("loading rules of attribution: %w", err)
	}
	for _, w := range written {
		if err := r.add(w); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"journalist", "frame", "document", "quotation", "poll"} {
		if r.passers[name] == nil {
			return nil, fmt.Errorf("loading rules of attribution: chains.pack has no rule for the passer %q", name)
		}
	}
	return r, nil
}

// loadWritten returns the rules that have examples, as written.
func loadWritten(fsys fs.FS) ([]pack.Rule, error) {
	var files []string
	for _, name := range []string{"verbs", "denial", "silence", "nouns", "phrases", "chains", "hedges"} {
		files = append(files, "en/attribution/"+name+".pack")
	}
	return pack.Load(fsys, pack.Schema{Optional: keys}, files...)
}

// add compiles a rule and files it under the words that call it.
func (r *Rules) add(w pack.Rule) error {
	one := &rule{
		id: w.ID, frames: w.List("frame"), preps: w.List("prep"), objects: w.List("object"),
		complements: w.List("complement"), support: w.List("support"), subject: w.Get("subject"),
		holder: w.Get("holder"), negated: w.Get("negated"), notObject: w.Get("not-object"), notPreps: w.List("not-prep"),
		stance: trucewatch.Stance(w.Get("stance")), onlyNegated: w.Get("only") == "negated",
		layout: w.Get("layout"), before: strings.Fields(w.Get("before")), isNoun: w.Get("noun") != "",
		finite: w.Get("form") == "finite", weak: w.Get("weak") == "yes",
	}
	if one.stance == "" {
		one.stance = trucewatch.Assert
	}
	if !slices.Contains([]trucewatch.Stance{trucewatch.Assert, trucewatch.Deny, trucewatch.Silent}, one.stance) {
		return w.Errorf("stance %q is none of assert, deny, silent", one.stance)
	}
	for _, f := range one.frames {
		if frames[f].met == nil {
			return w.Errorf("frame %q is none of those that a verb can have", f)
		}
	}
	for _, v := range w.List("verb") {
		r.verbs[v] = append(r.verbs[v], one)
		for _, form := range inflections(v) {
			r.forms[form] = v
		}
	}
	for _, n := range w.List("noun") {
		r.nouns[n] = append(r.nouns[n], one)
	}
	switch {
	case w.Get("passer") != "":
		r.passers[w.Get("passer")] = one
	case w.Get("phrase") != "" || w.Get("within") != "":
		return r.addPhrase(w, one)
	case one.layout != "":
		r.layout = append(r.layout, one)
	case len(one.before) > 0:
		r.ahead = append(r.ahead, one)
	case len(w.List("verb")) == 0 && !one.isNoun:
		return w.Errorf("nothing calls this rule: give verb, noun, phrase, layout or before")
	}
	return nil
}

// addPhrase compiles the regular expression of a rule.
func (r *Rules) addPhrase(w pack.Rule, one *rule) error {
	pattern := `(?i)\b(?:` + strings.ReplaceAll(w.Get("phrase")+w.Get("within"), " ", `\s+`) + `)`
	var err error
	if one.phrase, err = sieve.Compile(pattern); err != nil {
		return w.Errorf("compiling phrase: %w", err)
	}
	switch {
	case w.Get("within") != "":
		r.untrue = append(r.untrue, one)
	case strings.HasPrefix(w.ID, "en.hedge."):
		r.hedge = append(r.hedge, one)
	default:
		r.phrase = append(r.phrase, one)
	}
	return nil
}

// inflections returns the regular forms of a verb, so that a cue is known by its
// form where the lemma of an unseen form is wrong.
func inflections(verb string) []string {
	stem := verb
	switch {
	case strings.HasSuffix(verb, "e"):
		stem = strings.TrimSuffix(verb, "e")
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
		y := strings.TrimSuffix(verb, "y")
		return []string{y + "ied", y + "ies", verb + "ing"}
	}
	third := verb + "s"
	if strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "ch") {
		third = verb + "es"
	}
	doubled := stem + verb[len(verb)-1:]
	return []string{third, stem + "ed", stem + "ing", doubled + "ed", doubled + "ing"}
}

// The classes of vocabulary.pack that the code asks for.
const (
	personNouns   = "en.speaker.person"
	orgNouns      = "en.speaker.organization"
	mediaNouns    = "en.speaker.media"
	documentNouns = "en.speaker.document"
	notSpeakers   = "en.speaker.not"
	pronouns      = "en.speaker.pronoun"
	pairNouns     = "en.speaker.pair"
	audiences     = "en.speaker.audience"
	carryVerbs    = "en.chain.carry"
	publishVerbs  = "en.chain.publish"
	implicatives  = "en.verb.implicative"
	modals        = "en.word.modal"
	rarelyWords   = "en.word.rarely"
	quantities    = "en.word.quantity"
	timeWords     = "en.word.time"
	issueVerbs    = "en.verb.issue"
	authorVerbs   = "en.verb.author"
	carriedVerbs  = "en.verb.carried"
	bylineNouns   = "en.speaker.byline"
	platforms     = "en.word.platform"
	groupNouns    = "en.speaker.group"
	femaleNouns   = "en.speaker.female"
	maleNouns     = "en.speaker.male"
	mastheads     = "en.word.masthead"
	namingVerbs   = "en.verb.naming"
	thePress      = "en.speaker.press"
	callNouns     = "en.word.call"
	contrasts     = "en.word.contrast"
	oneself       = "en.word.oneself"
	madeWords     = "en.word.run"
)

var classNames = []string{
	personNouns, orgNouns, mediaNouns, documentNouns, notSpeakers, pronouns, pairNouns, audiences,
	carryVerbs, publishVerbs, implicatives, modals, rarelyWords, quantities, timeWords, issueVerbs, authorVerbs, carriedVerbs, bylineNouns, platforms, groupNouns, femaleNouns, maleNouns, mastheads,
	namingVerbs, thePress, callNouns, contrasts, oneself, madeWords,
}

// in reports whether a lower-case word belongs to a class of the vocabulary.
func (r *Rules) in(class, word string) bool { return r.classes[class][word] }

// hedges returns the words in the content by which report or source keep a distance.
func (r *Rules) hedges(text string, content trucewatch.Span) (words []string, why []trucewatch.Reason) {
	within := content.Of(text)
	folded := sieve.Fold(within)
	for _, h := range r.hedge {
		for _, m := range h.phrase.All(within, folded) {
			words = append(words, within[m[0]:m[1]])
			why = append(why, trucewatch.Reason{Rule: h.id, Words: within[m[0]:m[1]]})
		}
	}
	return words, why
}
