package resolve

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/states"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// land is a state or territory with what its people and capital are called.
type land struct {
	id, name           string
	peopleID, national string
	capitals           []string
}

// lands looks up states by their names, their people's names and their capitals.
type lands struct {
	byName, byNational, byCapital map[string]*land
	byCity                        map[string]*land // towns and provinces to the land they lie in
}

// loadLands reads the lists of states and of towns.
func loadLands(fsys fs.FS) (lands, error) {
	all, err := states.Load(fsys)
	if err != nil {
		return lands{}, err
	}
	out := lands{map[string]*land{}, map[string]*land{}, map[string]*land{}, map[string]*land{}}
	for _, s := range all {
		l := &land{id: s.ID, name: s.Names[0].Text, capitals: states.Texts(s.Capitals)}
		nationals := states.Texts(s.Nationals)
		if len(nationals) > 0 {
			l.national, l.peopleID = nationals[0], translit.Slug(nationals[0])
		}
		enter(out.byName, states.Texts(s.Names), l)
		enter(out.byNational, nationals, l)
		enter(out.byCapital, l.capitals, l)
	}
	return out, out.loadCities(fsys)
}

// loadCities reads the lists of towns and provinces: "LAND: name; name" on a line.
// A name that stands under two lands belongs to neither.
func (l lands) loadCities(fsys fs.FS) error {
	const file = "en/names/cities.txt"
	content, err := fs.ReadFile(fsys, file)
	if err != nil {
		return fmt.Errorf("reading the list of towns: %w", err)
	}
	double := map[string]bool{}
	for line := range strings.SplitSeq(string(content), "\n") {
		head, list, ok := strings.Cut(line, ":")
		in := l.byName[bare(head)]
		if !ok || in == nil || strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.SplitSeq(list, ";") {
			if name = strings.TrimSuffix(strings.TrimSpace(name), "?"); name == "" {
				continue
			}
			key := bare(name)
			if other := l.byCity[key]; other != nil && other != in {
				double[key] = true
			}
			l.byCity[key] = in
		}
	}
	for key := range double {
		delete(l.byCity, key)
	}
	return nil
}

func enter(into map[string]*land, names []string, l *land) {
	for _, n := range names {
		if key := bare(n); into[key] == nil {
			into[key] = l
		}
	}
}

// bare folds a name without a leading "the".
func bare(name string) string { return strings.TrimPrefix(translit.Fold(name), "the ") }

// named returns the land that a place or people mention belongs to, or nil. A
// capital counts only where asked for.
func (l lands) named(words string, capital bool) *land {
	key := bare(words)
	if found := l.byName[key]; found != nil {
		return found
	}
	if found := l.byNational[key]; found != nil {
		return found
	}
	if capital {
		return l.byCapital[key]
	}
	return nil
}
