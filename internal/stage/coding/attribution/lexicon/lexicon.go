// Package lexicon holds the words by which reports name whose words they give: the rules of
// the packs below en/attribution, filed under the verbs and nouns that call them, and the
// word classes of their vocabulary. It says nothing of any sentence.
package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// Rules holds the rules and word classes of the packs below en/attribution. It never
// changes after it was loaded and may be used from several goroutines.
type Rules struct {
	Forms                 map[string]string // an inflected form of a cue verb to the verb
	Verbs, Nouns          map[string][]*Rule
	Phrase, Layout, Ahead []*Rule
	hedge, Untrue         []*Rule
	Passers               map[string]*Rule // by what makes somebody pass words on
	classes               map[string]map[string]bool
}

// Rule is one rule of the packs. What its keys mean is said at the head of each pack.
type Rule struct {
	ID                   string
	Frames, Preps        []string
	Objects, Complements []string
	Support              []string
	Subject, Holder      string
	Stance               trucewatch.Stance
	Negated, NotObject   string
	NotPreps             []string
	OnlyNegated          bool
	Finite, Weak         bool // no "-ing" form; counts only where nothing else tells the source
	Phrase               *sieve.Expression
	Layout               string
	Before               []string
	IsNoun               bool
}

// keys are the keys that the rules of the packs may have.
var keys = []string{
	"verb", "noun", "frame", "prep", "object", "complement", "subject", "stance", "negated", "only",
	"phrase", "layout", "before", "support", "holder", "not-object", "not-prep", "form", "weak", "passer", "within",
}

// Load reads the packs below en/attribution and checks them; frame says which
// frames a rule can name. The error names file, line and rule.
func Load(fsys fs.FS, frame func(name string) bool) (*Rules, error) {
	r := &Rules{Verbs: map[string][]*Rule{}, Nouns: map[string][]*Rule{}, Forms: map[string]string{}, Passers: map[string]*Rule{}, classes: map[string]map[string]bool{}}
	words, err := pack.Load(fsys, pack.Schema{Required: []string{"word"}, NoExamples: true}, "en/attribution/vocabulary.pack")
	if err != nil {
		return nil, fmt.Errorf("loading words of attribution: %w", err)
	}
	for _, w := range words {
		class := map[string]bool{}
		for _, one := range w.List("word") {
			if past, verb, irregular := strings.Cut(one, "="); irregular {
				r.Forms[past] = verb
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
		if err := r.add(w, frame); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"journalist", "frame", "document", "quotation", "poll"} {
		if r.Passers[name] == nil {
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
func (r *Rules) add(w pack.Rule, frame func(name string) bool) error {
	one := &Rule{
		ID: w.ID, Frames: w.List("frame"), Preps: w.List("prep"), Objects: w.List("object"),
		Complements: w.List("complement"), Support: w.List("support"), Subject: w.Get("subject"),
		Holder: w.Get("holder"), Negated: w.Get("negated"), NotObject: w.Get("not-object"), NotPreps: w.List("not-prep"),
		Stance: trucewatch.Stance(w.Get("stance")), OnlyNegated: w.Get("only") == "negated",
		Layout: w.Get("layout"), Before: strings.Fields(w.Get("before")), IsNoun: w.Get("noun") != "",
		Finite: w.Get("form") == "finite", Weak: w.Get("weak") == "yes",
	}
	if one.Stance == "" {
		one.Stance = trucewatch.Assert
	}
	if !slices.Contains([]trucewatch.Stance{trucewatch.Assert, trucewatch.Deny, trucewatch.Silent}, one.Stance) {
		return w.Errorf("stance %q is none of assert, deny, silent", one.Stance)
	}
	for _, f := range one.Frames {
		if !frame(f) {
			return w.Errorf("frame %q is none of those that a verb can have", f)
		}
	}
	for _, v := range w.List("verb") {
		r.Verbs[v] = append(r.Verbs[v], one)
		for _, form := range inflections(v) {
			r.Forms[form] = v
		}
	}
	for _, n := range w.List("noun") {
		r.Nouns[n] = append(r.Nouns[n], one)
	}
	switch {
	case w.Get("passer") != "":
		r.Passers[w.Get("passer")] = one
	case w.Get("phrase") != "" || w.Get("within") != "":
		return r.addPhrase(w, one)
	case one.Layout != "":
		r.Layout = append(r.Layout, one)
	case len(one.Before) > 0:
		r.Ahead = append(r.Ahead, one)
	case len(w.List("verb")) == 0 && !one.IsNoun:
		return w.Errorf("nothing calls this rule: give verb, noun, phrase, layout or before")
	}
	return nil
}

// addPhrase compiles the regular expression of a rule.
func (r *Rules) addPhrase(w pack.Rule, one *Rule) error {
	pattern := `(?i)\b(?:` + strings.ReplaceAll(w.Get("phrase")+w.Get("within"), " ", `\s+`) + `)`
	var err error
	if one.Phrase, err = sieve.Compile(pattern); err != nil {
		return w.Errorf("compiling phrase: %w", err)
	}
	switch {
	case w.Get("within") != "":
		r.Untrue = append(r.Untrue, one)
	case strings.HasPrefix(w.ID, "en.hedge."):
		r.hedge = append(r.hedge, one)
	default:
		r.Phrase = append(r.Phrase, one)
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

// Hedges returns the words in the content by which report or source keep a distance.
func (r *Rules) Hedges(text string, content trucewatch.Span) (words []string, why []trucewatch.Reason) {
	within := content.Of(text)
	folded := sieve.Fold(within)
	for _, h := range r.hedge {
		for _, m := range h.Phrase.All(within, folded) {
			words = append(words, within[m[0]:m[1]])
			why = append(why, trucewatch.Reason{Rule: h.ID, Words: within[m[0]:m[1]]})
		}
	}
	return words, why
}
