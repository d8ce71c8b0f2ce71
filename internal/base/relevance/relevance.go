// Package relevance decides whether a report is about a situation, by the words of its
// pack: countries, actors, places and words to watch for. It says which words decided,
// and is the gate of the standing watch.
package relevance

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/base/states"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Level is how closely a report must be about the situation.
type Level string

// The levels. Named counts countries and actors, each once however often they stand
// there; told counts words to watch for and places.
const (
	// Off lets everything in.
	Off Level = "off"
	// Normal asks for two of either.
	Normal Level = "normal"
	// Ahead asks for what Normal does, and keeps a page out before it is fetched where
	// its feed says enough of it, and names nothing of the situation: see JudgeAhead.
	Ahead Level = "ahead"
	// Strict asks for two named and one told, or for three named; and one of all these
	// must stand in the title or in the beginning of the text.
	Strict Level = "strict"
)

// Verdict is what was decided of a report, and by which words.
type Verdict struct {
	In bool
	// Words are those that were found, as they stand in the pack.
	Words []string
	// Why is one plain sentence.
	Why string
}

// Gate knows the words of one situation. It is never changed, so any number of
// goroutines may share it.
type Gate struct {
	name  string
	terms map[string][]term // by the first word, folded
}

// term is one way of writing something that the situation is about.
type term struct {
	words []string // folded
	of    string   // what it names: a country, an actor, or the words themselves
	named bool
}

// Lands are the names of states, by the ID of each.
type Lands map[string][]string

// LoadLands reads the names of states, of their people, and of their capitals from
// the packs. Names that are also ordinary words are passed over.
func LoadLands(packs fs.FS) (Lands, error) {
	all, err := states.Load(packs)
	if err != nil {
		return nil, err
	}
	out := Lands{}
	for _, s := range all {
		for _, n := range slices.Concat(s.Names, s.Nationals, s.Capitals) {
			if !n.Ordinary {
				out[s.ID] = append(out[s.ID], n.Text)
			}
		}
	}
	return out, nil
}

// New makes the gate of a situation.
func New(s situation.Situation, lands Lands) *Gate {
	g := &Gate{name: s.Name, terms: map[string][]term{}}
	for _, c := range s.Countries {
		ways := append([]string{strings.ReplaceAll(c, "-", " ")}, lands[c]...)
		g.add(ways[min(1, len(ways)-1)], true, ways)
	}
	for _, a := range s.Actors {
		g.add(a.Name, true, append([]string{a.Name}, a.Names...))
	}
	for _, p := range s.Places {
		g.add(p.Name, false, append([]string{p.Name}, p.Names...))
	}
	for _, w := range s.Watch {
		g.add(w, false, []string{w})
	}
	return g
}

// add enters the ways of writing one thing. What is written in capitals only, such as
// IDF, is found in capitals only.
func (g *Gate) add(of string, named bool, ways []string) {
	for _, w := range ways {
		words := split(w)
		if len(words) == 0 {
			continue
		}
		t := term{of: of, named: named}
		for _, one := range words {
			t.words = append(t.words, key(one))
		}
		if !slices.ContainsFunc(g.terms[t.words[0]], func(o term) bool { return o.of == of && slices.Equal(o.words, t.words) }) {
			g.terms[t.words[0]] = append(g.terms[t.words[0]], t)
		}
	}
}

// split takes a text apart into words: runs of letters, digits, marks and apostrophes.
// A genitive "'s" is cut off.
func split(s string) []string {
	out := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
	for i, w := range out {
		for _, end := range []string{"'s", "’s", "'", "’"} {
			w = strings.TrimSuffix(w, end)
		}
		out[i] = strings.Trim(w, "'’")
	}
	return slices.DeleteFunc(out, func(w string) bool { return w == "" })
}

// key folds a word, but for a short one in capitals, which is an abbreviation.
func key(w string) string {
	if n := utf8.RuneCountInString(w); n >= 2 && n <= 6 && w == strings.ToUpper(w) && w != strings.ToLower(w) {
		return w
	}
	return translit.Fold(w)
}

// beginning is how much of a text counts as its beginning, in words.
const beginning = 150

// Judge decides on a report with the given title and text. A nil gate lets everything in.
func (g *Gate) Judge(title, text string, level Level) Verdict {
	if g == nil {
		return Verdict{In: true, Why: "no situation is chosen"}
	}
	if level == Off {
		return Verdict{In: true, Why: "the gate is off"}
	}
	words := split(title + "\n" + text)
	head := len(split(title)) + beginning
	var found []term
	early := false
	for i := range words {
		for _, t := range g.at(words[i:]) {
			early = early || i < head
			if !slices.ContainsFunc(found, func(o term) bool { return o.of == t.of && o.named == t.named }) {
				found = append(found, t)
			}
		}
	}
	return g.weigh(found, early, level)
}

// enoughAhead is how many words title and summary must have to say what a page is about.
const enoughAhead = 15

// tag is a piece of HTML, as summaries hold it.
var tag = regexp.MustCompile(`<[^<>]*>`)

// JudgeAhead decides on a page by the title and the summary that its feed gives. Only
// on the level Ahead is a page left out, only if there are words enough, and only if
// none of them names anything of the situation.
func (g *Gate) JudgeAhead(title, summary string, level Level) Verdict {
	in := Verdict{In: true, Why: "the page itself decides"}
	if g == nil || level != Ahead {
		return in
	}
	summary = tag.ReplaceAllString(summary, " ")
	if len(split(title))+len(split(summary)) < enoughAhead {
		return in
	}
	if v := g.Judge(title, summary, Normal); len(v.Words) == 0 {
		return Verdict{Why: "its title and the summary of its feed name nothing of the situation " + g.name + ", so it was not fetched"}
	}
	return in
}

// at returns the terms with which a stretch of words begins.
func (g *Gate) at(words []string) []term {
	folded := translit.Fold(words[0])
	all := g.terms[folded]
	if k := key(words[0]); k != folded {
		all = slices.Concat(all, g.terms[k])
	}
	var out []term
	for _, t := range all {
		if stands(words, t.words) {
			out = append(out, t)
		}
	}
	if slices.ContainsFunc(out, func(t term) bool { return t.named }) { // a capital that is also watched for counts once
		out = slices.DeleteFunc(out, func(t term) bool { return !t.named })
	}
	return out
}

// stands reports whether words begins with those of a term. An abbreviation stands
// only where it is in capitals; other words may be in capitals too, as in headlines.
func stands(words, term []string) bool {
	if len(words) < len(term) {
		return false
	}
	for i, t := range term {
		if key(words[i]) != t && translit.Fold(words[i]) != t {
			return false
		}
	}
	return true
}

func (g *Gate) weigh(found []term, early bool, level Level) Verdict {
	var v Verdict
	named, told := 0, 0
	for _, t := range found {
		v.Words = append(v.Words, t.of)
		if t.named {
			named++
		} else {
			told++
		}
	}
	switch level {
	case Strict:
		v.In = early && (named > 1 && told > 0 || named > 2)
	default:
		v.In = named+told > 1
	}
	says := "it names nothing of the situation " + g.name
	if len(v.Words) > 0 {
		says = fmt.Sprintf("it names of the situation %s: %s", g.name, strings.Join(v.Words, ", "))
	}
	switch {
	case v.In:
	case level == Strict && !early && len(v.Words) > 0:
		says += "; none of it in the title or the beginning"
	case level == Strict:
		says += "; the strict gate asks for two countries or actors and a place or word to watch for, or for three of the former"
	case len(v.Words) > 0:
		says += "; the gate asks for two countries, actors, places or words to watch for"
	}
	v.Why = says
	return v
}
