package resolve

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Rules resolves mentions. It is safe for concurrent use.
type Rules struct {
	lands lands
	// classOf gives the class of a head noun and the rule that says so.
	classOf map[string][]classRule
	office  map[string]string // another name of an office to its usual one
	epithet map[string]*land  // what a state is called without its name, or the seat of its government
	bodies  map[string]string // folded name of a body to the first name of its line
	given   map[string]string // folded given name to the first of its line

	movements map[string]bool // folded names of armed groups
	knownAs   knownAs
	gazetteer *gazetteer.Gazetteer
}

type classRule struct {
	class, rule string
	need        []string // one of these words must stand in the description
}

// Load reads the packs that resolving rests on.
func Load(fsys fs.FS) (*Rules, error) {
	ls, err := loadLands(fsys)
	if err != nil {
		return nil, err
	}
	places, err := gazetteer.Load(fsys)
	if err != nil {
		return nil, fmt.Errorf("loading the gazetteer: %w", err)
	}
	r := &Rules{gazetteer: places, lands: ls, classOf: map[string][]classRule{}, office: map[string]string{}, epithet: map[string]*land{}, bodies: map[string]string{}, given: map[string]string{}}
	classes, err := pack.Load(fsys, pack.Schema{Required: []string{"class", "words"}, Optional: []string{"need"}}, "en/resolve/descriptions.pack")
	if err != nil {
		return nil, fmt.Errorf("loading descriptions: %w", err)
	}
	for _, c := range classes {
		for _, w := range c.List("words") {
			if from, to, ok := strings.Cut(w, "="); ok && c.Get("class") == "land" {
				r.epithet[strings.TrimSpace(from)] = ls.byName[bare(to)]
				continue
			} else if ok {
				r.office[strings.TrimSpace(from)] = strings.TrimSpace(to)
				continue
			}
			r.classOf[w] = append(r.classOf[w], classRule{c.Get("class"), c.ID, c.List("need")})
		}
	}
	aliases, err := pack.Load(fsys, pack.Schema{Required: []string{"names"}, NoExamples: true}, "en/resolve/aliases.pack")
	if err != nil {
		return nil, fmt.Errorf("loading aliases: %w", err)
	}
	for _, a := range aliases {
		into := r.bodies
		if a.ID == "en.resolve.given-names" {
			into = r.given
		}
		for _, line := range a.All("names") {
			enterNames(into, line)
		}
	}
	if r.movements, err = loadMovements(fsys); err != nil {
		return nil, err
	}
	if r.knownAs, err = loadKnownAs(fsys); err != nil {
		return nil, err
	}
	return r, nil
}

// WithPlaces returns rules that also know some rows of GeoNames.
func (r *Rules) WithPlaces(rows []gazetteer.Row) *Rules {
	if len(rows) == 0 {
		return r
	}
	out := *r
	out.gazetteer = r.gazetteer.With(rows)
	return &out
}

// enterNames makes every name of a line point to the first.
func enterNames(into map[string]string, line string) {
	first := ""
	for name := range strings.SplitSeq(line, ";") {
		name = strings.TrimSpace(name)
		if first == "" {
			first = name
		}
		into[bare(name)] = first
	}
}

// class returns the class of a description with that head noun and those words.
func (r *Rules) class(lemma string, words []string) (class, rule string) {
	for _, c := range r.classOf[lemma] {
		if len(c.need) == 0 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(c.need, w) }) {
			if len(c.need) > 0 { // a rule with a condition wins over one without
				return c.class, c.rule
			}
			if class == "" {
				class, rule = c.class, c.rule
			}
		}
	}
	return class, rule
}

// usualOffice returns the usual name of an office, in lower case.
func (r *Rules) usualOffice(title string) string {
	title = strings.ReplaceAll(translit.Fold(title), "minster", "minister")
	if usual := r.office[title]; usual != "" {
		return usual
	}
	return title
}
