package grammar

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/states"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Words are the word classes of the packs, the irregular verbs and the names of lands.
// Once the rules are loaded they never change.
type Words struct {
	classes map[string]bool
	// of gives the classes of each word: most words have none.
	of map[string][]string
	// likes are the word classes whose words may name one happening, sorted.
	likes []string
	// past gives the dictionary form of irregular past forms.
	past map[string]string
	// known are all words of classes and rules.
	known map[string]bool
	// lands gives the land of each name of a state and of its people, capitals that
	// of each capital.
	lands, capitals map[string]string
}

// LoadWords reads the packs of word classes and the list of states. The error names what
// could not be read, file and line where there is one.
func LoadWords(fsys fs.FS) (*Words, error) {
	w := &Words{classes: map[string]bool{}, of: map[string][]string{}, known: map[string]bool{}, past: map[string]string{}}
	classes, err := pack.Load(fsys, pack.Schema{Required: []string{"words"}, NoExamples: true}, "en/events/classes/*.pack")
	if err != nil {
		return nil, fmt.Errorf("loading word classes: %w", err)
	}
	for _, c := range classes {
		name := c.ID[strings.LastIndexByte(c.ID, '.')+1:]
		w.classes[name] = true
		for _, word := range c.List("words") {
			if form, lemma, ok := strings.Cut(word, "="); ok {
				w.past[form] = lemma
				continue
			}
			if !w.Is(name, word) {
				w.of[word] = append(w.of[word], name)
			}
			w.Know(word)
		}
	}
	for name := range w.classes {
		if strings.HasPrefix(name, "same-") {
			w.likes = append(w.likes, name)
		}
	}
	slices.Sort(w.likes)
	if w.lands, w.capitals, err = loadLands(fsys); err != nil {
		return nil, err
	}
	return w, nil
}

// loadLands reads the list of states ("names | nationals | capitals" on a line), so
// that "US", "American" and "the United States" are known for one party. It returns
// the first name of the land for each of its names and its people's names, and for
// each of its capitals.
func loadLands(fsys fs.FS) (lands, capitals map[string]string, err error) {
	all, err := states.Load(fsys)
	if err != nil {
		return nil, nil, err
	}
	lands, capitals = map[string]string{}, map[string]string{}
	for _, s := range all {
		first := Folded(s.Names[0].Text)
		enter(lands, slices.Concat(s.Names, s.Nationals), first)
		enter(capitals, s.Capitals, first)
	}
	return lands, capitals, nil
}

// enter notes a land under names that no other has yet.
func enter(into map[string]string, names []states.Name, land string) {
	for _, n := range names {
		if key := Folded(n.Text); into[key] == "" {
			into[key] = land
		}
	}
}

// Know notes a word of a rule while rules are loaded: where a lemma was cut wrongly from
// its form, the cut that is a known word is meant.
func (w *Words) Know(word string) { w.known[word] = true }

// HasClass reports whether there is a word class of that name.
func (w *Words) HasClass(name string) bool { return w.classes[name] }

// Is reports whether lemma belongs to the word class of that name.
func (w *Words) Is(class, lemma string) bool { return slices.Contains(w.of[lemma], class) }

// Alike reports whether two lemmas can name the same happening.
func (w *Words) Alike(a, b string) bool {
	if a == b {
		return true
	}
	for _, name := range w.likes {
		if w.Is(name, a) && w.Is(name, b) {
			return true
		}
	}
	return false
}

// Land returns the land that a name of a state or of its people stands for, or "".
func (w *Words) Land(name string) string { return w.lands[Folded(name)] }

// LandOfCapital returns the land whose capital has that name, or "".
func (w *Words) LandOfCapital(name string) string { return w.capitals[Folded(name)] }

// StatelessLand reports whether a name is that of a land that is no state.
func (w *Words) StatelessLand(name string) bool {
	return slices.ContainsFunc(Capitalised(name), func(word string) bool { return w.Is("stateless", word) })
}

// lemma mends a verb's lemma that was cut wrongly from its form ("blam", "shel",
// "patroll"): when another cut of the form is a word of the packs, that is meant.
func (w *Words) lemma(l, form string) string {
	if past := w.past[form]; past != "" {
		return past
	}
	if w.known[l] {
		return l
	}
	stem := l
	for _, suffix := range []string{"ed", "ing", "es", "s"} {
		if cut, ok := strings.CutSuffix(form, suffix); ok && len(cut) > 2 {
			stem = cut
			break
		}
	}
	for _, try := range []string{l + "e", stem, stem + "e", stem[:max(0, len(stem)-1)]} {
		if w.known[try] {
			return try
		}
	}
	return l
}

// noun mends the lemma of a capitalised noun that was taken for a name and so kept
// its plural ("Gunmen", "Rebels"), when its singular is a word of the packs.
func (w *Words) noun(l string) string {
	if w.known[l] {
		return l
	}
	if cut, ok := strings.CutSuffix(l, "men"); ok && w.known[cut+"man"] {
		return cut + "man"
	}
	if cut, ok := strings.CutSuffix(l, "ies"); ok && w.known[cut+"y"] {
		return cut + "y"
	}
	if cut, ok := strings.CutSuffix(l, "s"); ok && w.known[cut] {
		return cut
	}
	return l
}

// Folded returns a name without accents, capitals and a leading "the".
func Folded(name string) string {
	return strings.TrimPrefix(translit.Fold(name), "the ")
}

// Capitalised returns the words of a name that tell it from others, folded.
func Capitalised(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '\'' || r == '’' }) {
		if (len(w) > 2 || len(w) == 2 && strings.ToUpper(w) == w) && w[0] >= 'A' && w[0] <= 'Z' && w != "The" && w != "Foreign" && w != "Minister" && w != "President" {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}
