package agreement

import (
	"slices"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Word is one word of a sentence, folded, with where it stands in bytes.
type Word struct {
	trucewatch.Span
	Form string
}

// Words splits a sentence for [Agreement.Spoken]. Hyphens part words, but for
// "cease-fire", which is one word however it is written.
func Words(sentence string) []Word {
	var out []Word
	from := -1
	end := func(to int) {
		if from < 0 {
			return
		}
		word := strings.TrimRight(sentence[from:to], ".'’")
		if form := translit.Fold(word); form != "" {
			out = append(out, Word{trucewatch.Span{Start: from, End: from + len(word)}, form})
		}
		from = -1
	}
	for i, c := range sentence {
		inside := unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c) || c == '.' || c == '\'' || c == '’'
		if !inside {
			end(i)
		} else if from < 0 {
			from = i
		}
	}
	end(len(sentence))
	return joinCeasefire(out)
}

func joinCeasefire(words []Word) []Word {
	var out []Word
	for _, w := range words {
		if n := len(out) - 1; n >= 0 && out[n].Form == "cease" && strings.HasPrefix(w.Form, "fire") {
			out[n].End, out[n].Form = w.End, "cease"+w.Form
			continue
		}
		out = append(out, w)
	}
	return out
}

// maxSkipped is how many words may stand between those of an alias, as in "the 1974
// Israel-Syria disengagement agreement".
const maxSkipped = 2

// apart are words that no alias reaches across.
func apart() []string {
	return []string{"a", "and", "at", "but", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "with"}
}

// Spoken finds where a sentence speaks of the agreement by one of its aliases, as
// ranges of words [first, last]. A number beside the words of the alias that the
// alias does not have ("1973 disengagement agreement") makes it another agreement.
func (a *Agreement) Spoken(words []Word) [][2]int {
	var out [][2]int
	for _, alias := range a.Aliases {
		want := Words(alias)
		for i := range words {
			if last, ok := reach(words, i, want); ok && !otherYear(words, i, want, a) {
				out = append(out, [2]int{i, last})
			}
		}
	}
	slices.SortFunc(out, func(x, y [2]int) int { return (x[0]-y[0])*len(words) + x[1] - y[1] })
	return slices.Compact(out)
}

// reach tells how far the words of an alias run from the i-th word on.
func reach(words []Word, i int, want []Word) (last int, ok bool) {
	skipped, k := 0, 0
	for j := i; j < len(words); j++ {
		switch {
		case words[j].Form == want[k].Form || k == len(want)-1 && words[j].Form == want[k].Form+"s":
			if k++; k == len(want) {
				return j, true
			}
		case k == 0 || skipped == maxSkipped || slices.Contains(apart(), words[j].Form):
			return 0, false
		default:
			skipped++
		}
	}
	return 0, false
}

// otherYear reports whether a year stands just before the alias that is none of
// the agreement's.
func otherYear(words []Word, i int, want []Word, a *Agreement) bool {
	for j := max(0, i-maxSkipped); j < i; j++ {
		if w := words[j].Form; isYear(w) && !a.HasYear(w) && !slices.ContainsFunc(want, func(x Word) bool { return x.Form == w }) {
			return true
		}
	}
	return false
}

func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}

// HasYear reports whether the agreement was signed or entered into force in a year.
func (a *Agreement) HasYear(year string) bool {
	return strings.HasPrefix(a.Signed, year) || strings.HasPrefix(a.InForce, year)
}

// Party returns the party that goes by one of these names, or nil.
func (a *Agreement) Party(names ...string) *Party {
	for i := range a.Parties {
		p := &a.Parties[i]
		for _, n := range names {
			if n = translit.Fold(n); n == translit.Fold(p.Name) || slices.ContainsFunc(p.Names, func(x string) bool { return translit.Fold(x) == n }) {
				return p
			}
		}
	}
	return nil
}

// AtPlace reports whether the agreement is one of a place that goes by one of these names.
func (a *Agreement) AtPlace(names ...string) bool { return sharesName(a.Places, names) }

// IsNamed reports whether reports call the zone by one of these names.
func (z *Zone) IsNamed(names ...string) bool {
	return sharesName(append([]string{z.Name}, z.Names...), names)
}

func sharesName(known, names []string) bool {
	for _, k := range known {
		for _, n := range names {
			if translit.Fold(strings.TrimPrefix(strings.ToLower(n), "the ")) == translit.Fold(k) {
				return true
			}
		}
	}
	return false
}
