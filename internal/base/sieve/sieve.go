// Package sieve tells cheaply that a regular expression cannot match in a text: from
// the expression itself it derives pieces of text of which every match holds one, and
// looks for these first. It is the method of Russ Cox, "Regular Expression Matching
// with a Trigram Index" (2012), with whole words in place of trigrams.
package sieve

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// Sieve holds the pieces of one expression. The zero value lets every text pass. It
// is never changed, so any number of goroutines may share it.
type Sieve struct {
	needs [][]piece // a match holds a piece of each list
	digit bool      // a match holds a digit
}

// piece is a text, folded, with the marks of its first pairs of bytes.
type piece struct {
	text  string
	marks [marked]uint16
	pairs int // how many of the marks there are
}

// marked is how many marks of a piece are compared: few texts have as many by chance.
const marked = 6

// Text is a text as sieves look at it: without regard to case, and with the pairs of
// bytes that stand in it noted, so that most of what is not there need not be looked
// for. It is never changed.
type Text struct {
	folded string
	pairs  [1 << pairBits / 64]uint64 // by the marks of the pairs
	digit  bool
	odd    bool // holds a letter beyond ASCII that is an ASCII one where case is set aside
}

// pairBits is how many bits a mark has: texts of a sentence leave most marks unused.
const pairBits = 10

func markOf(a, b byte) uint16 { return (uint16(a)*37 + uint16(b)) % (1 << pairBits) }

func sieveOf(re *syntax.Regexp) Sieve {
	p := look(re)
	out := Sieve{digit: p.digit}
	for _, need := range p.all() {
		list := make([]piece, len(need))
		for i, text := range need {
			list[i] = newPiece(text)
		}
		out.needs = append(out.needs, list)
	}
	// The list with the fewest pieces is looked through first: mostly one of it is missing.
	slices.SortStableFunc(out.needs, func(a, b []piece) int { return cmp.Compare(len(a), len(b)) })
	return out
}

func newPiece(text string) piece {
	out := piece{text: text}
	for i := 0; i+1 < len(text) && out.pairs < marked; i++ {
		out.marks[out.pairs] = markOf(text[i], text[i+1])
		out.pairs++
	}
	return out
}

// fold sets case aside.
func fold(text string) string {
	// The long s and the Kelvin sign match s and k where case is set aside.
	return strings.ReplaceAll(strings.ToLower(text), "ſ", "s")
}

// Fold brings a text into the form that Passes wants.
func Fold(text string) *Text {
	t := &Text{folded: fold(text)}
	var last byte
	for i := range len(t.folded) {
		c := t.folded[i]
		if i > 0 {
			m := markOf(last, c)
			t.pairs[m/64] |= 1 << (m % 64)
		}
		t.digit = t.digit || c >= '0' && c <= '9'
		last = c
	}
	t.odd = strings.Contains(text, "ſ") || strings.Contains(text, "\u212a")
	return t
}

// holdsOne reports whether one of the pieces stands in the text.
func (t *Text) holdsOne(pieces []piece) bool {
next:
	for i := range pieces {
		p := &pieces[i]
		for _, m := range p.marks[:p.pairs] {
			if t.pairs[m/64]&(1<<(m%64)) == 0 {
				continue next
			}
		}
		if strings.Contains(t.folded, p.text) {
			return true
		}
	}
	return false
}

// Passes reports whether the expression may match in a text, given as Fold returns
// it. False means that it does not.
func (s Sieve) Passes(t *Text) bool {
	if s.digit && !t.digit {
		return false
	}
	for _, need := range s.needs {
		if !t.holdsOne(need) {
			return false
		}
	}
	return true
}

// part is what is known of the texts that a part of an expression matches.
type part struct {
	exact []string   // all of them, where they are few; else nil
	need  [][]string // each holds a piece of every list
	digit bool       // each holds a digit
}

// all returns what is needed, with what is known exactly as a list of its own.
func (p part) all() [][]string {
	if shortest(p.exact) == 0 {
		return p.need
	}
	return append(slices.Clip(p.need), p.exact)
}

// best returns the list that lets the fewest texts pass: that with the longest
// shortest piece, and of equals the shortest list; nil where nothing is needed.
func (p part) best() []string {
	var out []string
	for _, need := range p.all() {
		if a, b := shortest(need), shortest(out); a > b || a == b && len(need) < len(out) {
			out = need
		}
	}
	return out
}

// few is how many texts are listed one by one: enough for the months in long and
// short forms with a word beside them.
const few = 128

func look(re *syntax.Regexp) part {
	switch re.Op {
	case syntax.OpLiteral:
		text := fold(string(re.Rune))
		return part{exact: []string{text}, digit: strings.ContainsAny(text, "0123456789")}
	case syntax.OpCharClass:
		return class(re.Rune)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return part{exact: []string{""}}
	case syntax.OpCapture:
		return look(re.Sub[0])
	case syntax.OpQuest:
		one := look(re.Sub[0])
		if one.exact == nil {
			return part{} // it may stand, and nobody knows as what
		}
		return part{exact: union(one.exact, []string{""})}
	case syntax.OpPlus:
		one := look(re.Sub[0])
		return part{need: one.all(), digit: one.digit}
	case syntax.OpRepeat:
		if re.Min == 0 {
			return part{}
		}
		one := look(re.Sub[0])
		return part{need: one.all(), digit: one.digit}
	case syntax.OpConcat:
		return chain(re.Sub)
	case syntax.OpAlternate:
		return choice(re.Sub)
	default: // any character, a star, what never matches
		return part{}
	}
}

// class takes a set of characters for the texts of one letter that it stands for,
// where these are few.
func class(ranges []rune) part {
	out := part{digit: true}
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i] < '0' || ranges[i+1] > '9' {
			out.digit = false
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if out.exact = append(out.exact, fold(string(r))); len(out.exact) > 16 {
				return part{digit: out.digit && i+2 >= len(ranges)}
			}
		}
	}
	out.exact = tidy(out.exact)
	return out
}

// chain joins parts that follow one another: as long as all is known exactly, the
// texts grow; where it is not, what stands to the left is one piece that is needed.
func chain(subs []*syntax.Regexp) part {
	out, grown, whole := part{}, []string{""}, true
	for _, sub := range subs {
		one := look(sub)
		out.digit = out.digit || one.digit
		if one.exact != nil && len(grown)*len(one.exact) <= few {
			grown = product(grown, one.exact)
			continue
		}
		whole = false
		out.need = slices.Concat(out.need, part{exact: grown}.all(), one.all())
		grown = []string{""}
	}
	if whole {
		out.exact = grown
	} else {
		out.need = append(out.need, part{exact: grown}.all()...)
	}
	return out
}

// choice joins parts of which one stands: a match holds a piece of any of them.
func choice(subs []*syntax.Regexp) part {
	out := part{digit: true}
	exact, needed := true, true
	var all []string
	for _, sub := range subs {
		one := look(sub)
		out.digit = out.digit && one.digit
		exact = exact && one.exact != nil
		pieces := one.best()
		needed = needed && pieces != nil
		if exact {
			out.exact = union(out.exact, one.exact)
		}
		all = union(all, pieces)
	}
	if !exact || len(out.exact) > few {
		out.exact = nil
	}
	if needed && out.exact == nil {
		out.need = [][]string{all}
	}
	return out
}

// shortest returns the length of the shortest piece in characters, 0 for no list.
func shortest(pieces []string) int {
	if len(pieces) == 0 {
		return 0
	}
	least := len(pieces[0]) // in bytes, so never too few
	for _, p := range pieces {
		least = min(least, utf8.RuneCountInString(p))
	}
	return least
}

func product(left, right []string) []string {
	out := make([]string, 0, len(left)*len(right))
	for _, l := range left {
		for _, r := range right {
			out = append(out, l+r)
		}
	}
	return tidy(out)
}

func union(a, b []string) []string { return tidy(slices.Concat(a, b)) }

// tidy sorts the pieces and drops what stands twice.
func tidy(pieces []string) []string {
	slices.Sort(pieces)
	return slices.Compact(pieces)
}
