package link

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/pack"
)

// Rules joins mentions to happenings. It is safe for concurrent use.
type Rules struct {
	kinds map[string]*kind // by the rule that found the trigger, "en.event.assault.war"
	// stands gives the rules by whose words reports come back to a happening of another
	// type, each with the kind of that happening.
	stands map[string]string
	// years gives the rules by whose words the kind is told where they say that it goes on
	// for years: "nearly twenty years of fighting" are a war.
	years map[string]*kind
	night nightWords
	// series holds the words that make a happening a series, true for those of habit.
	series map[string]bool
	// manyInOne holds the words for a happening that themselves mean a series.
	manyInOne []string
	sites     siteWords
	papers    []string // nouns for a paper, or for talks, that a truce is the matter of
	texts     memory
}

// siteWords tell of places: the nouns of lines, the words before the name of where
// something happens, and those that may stand between.
type siteWords struct{ line, at, between []string }

// kind is a sort of happening that several trigger rules may name.
type kind struct {
	id   string
	with []string // the kinds that may tell of the same happening
	// recalled is true for what reports come back to long after: a truce, an accord,
	// an overthrow. Whether it is told as background says nothing of such a thing,
	// nor does the place that stands beside it.
	recalled bool
	// once is true for what the news of some days seldom has two of: an evacuation.
	once bool
	// place tells where it lies, where its sentence does not: "home" in the land of
	// those who do it, "whole" in all of a land.
	place string
	// standing are the rules by whose words the kind tells how things stand, where it goes
	// on without a time: an occupation is there, nobody begins it today.
	standing []string
	// allAct is true for what all who take part do: in a war there is nobody to whom it is done.
	allAct bool
	// between is true for what its parties have between them, whatever its type.
	between bool
}

// nightWords tell the two ends of a night, which carry two dates.
type nightWords struct{ before, after []string }

// Load reads the packs that linking rests on.
func Load(fsys fs.FS) (*Rules, error) {
	r := &Rules{kinds: map[string]*kind{}, stands: map[string]string{}, years: map[string]*kind{}, series: map[string]bool{}}
	schema := pack.Schema{Required: []string{"of"}, Optional: []string{"with", "recalled", "once", "place", "back", "standing", "years", "act"}, NoExamples: true}
	rules, err := pack.Load(fsys, schema, "en/link/kinds.pack")
	if err != nil {
		return nil, fmt.Errorf("loading kinds of happenings: %w", err)
	}
	for _, rule := range rules {
		if err := r.addKind(rule); err != nil {
			return nil, err
		}
	}
	if rules, err = pack.Load(fsys, pack.Schema{Required: []string{"words"}, NoExamples: true}, "en/link/night.pack", "en/link/series.pack", "en/link/sites.pack", "en/link/accords.pack"); err != nil {
		return nil, fmt.Errorf("loading words for nights, series and sites: %w", err)
	}
	for _, rule := range rules {
		switch _, name, _ := strings.Cut(rule.ID, "."); name {
		case "night.before":
			r.night.before = rule.List("words")
		case "night.after":
			r.night.after = rule.List("words")
		case "series.word":
			r.manyInOne = rule.List("words")
		case "accord.of-a-truce":
			r.papers = rule.List("words")
		case "site.line":
			r.sites.line = rule.List("words")
		case "site.at":
			r.sites.at = rule.List("words")
		case "site.between":
			r.sites.between = rule.List("words")
		default:
			for _, word := range rule.List("words") {
				r.series[word] = name == "series.habit"
			}
		}
	}
	return r, nil
}

// addKind takes in one kind of happenings, with the rules of coding whose words are of it.
func (r *Rules) addKind(rule pack.Rule) error {
	language, _, _ := strings.Cut(rule.ID, ".")
	k := &kind{id: rule.ID, with: rule.List("with"), recalled: rule.Get("recalled") == "yes", once: rule.Get("once") == "yes", place: rule.Get("place"), allAct: rule.Get("act") == "all", between: rule.Get("act") == "between"}
	for _, name := range rule.List("back") {
		r.stands[language+".event."+name] = rule.ID
	}
	for _, name := range rule.List("of") {
		name = language + ".event." + name
		if r.kinds[name] != nil {
			return rule.Errorf("%s is also of %s", name, r.kinds[name].id)
		}
		r.kinds[name] = k
	}
	for _, name := range rule.List("years") {
		r.years[language+".event."+name] = k
	}
	for _, name := range rule.List("standing") {
		if name = language + ".event." + name; r.kinds[name] != k {
			return rule.Errorf("%s stands, and is not of %s", name, rule.ID)
		}
		k.standing = append(k.standing, name)
	}
	return nil
}

// alike reports whether two kinds may tell of the same happening. Words of no
// kind fit each other.
func alike(a, b *kind) bool {
	return a == b || a != nil && b != nil && (slices.Contains(a.with, b.id) || slices.Contains(b.with, a.id))
}
