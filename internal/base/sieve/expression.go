package sieve

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode"
)

// Expression is a regular expression with its sieve. Where it begins with the edge of a
// word, it is tried only at the edges behind which stands a letter that it can begin with.
type Expression struct {
	whole *regexp.Regexp
	sieve Sieve
	// here matches what whole does, but only at the beginning of a text; it is nil where
	// whole has to be asked.
	here  *regexp.Regexp
	first [128]bool // the ASCII characters that a match begins with
}

// Compile is regexp.Compile for an expression with its sieve.
func Compile(expression string) (*Expression, error) {
	whole, err := regexp.Compile(expression)
	if err != nil {
		return nil, fmt.Errorf("compiling the expression: %w", err)
	}
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("parsing the expression: %w", err)
	}
	e := &Expression{whole: whole, sieve: sieveOf(re)}
	if re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpWordBoundary || tied(re) {
		return e, nil
	}
	f := firsts{words: true}
	if empty := f.add(re); empty || !f.words {
		return e, nil
	}
	e.first = f.ascii
	if e.here, err = regexp.Compile(`\A(?:` + expression + `)`); err != nil {
		return nil, fmt.Errorf("compiling the expression for one place: %w", err)
	}
	return e, nil
}

// Regexp returns the bare expression.
func (e *Expression) Regexp() *regexp.Regexp { return e.whole }

// Find is FindString for a text that is also given as [Fold] returns it.
func (e *Expression) Find(text string, t *Text) string {
	if !e.sieve.Passes(t) {
		return ""
	}
	return e.whole.FindString(text)
}

// All is FindAllStringSubmatchIndex for a text that is also given as [Fold] returns it.
func (e *Expression) All(text string, t *Text) [][]int {
	if !e.sieve.Passes(t) {
		return nil
	}
	if e.here == nil || t.odd {
		return e.whole.FindAllStringSubmatchIndex(text, -1)
	}
	var out [][]int
	for i := 0; i < len(text); i++ {
		if text[i] >= 128 || !e.first[text[i]] || i > 0 && isWord(text[i-1]) {
			continue
		}
		m := e.here.FindStringSubmatchIndex(text[i:])
		if m == nil {
			continue
		}
		for k := range m {
			if m[k] >= 0 {
				m[k] += i
			}
		}
		out = append(out, m)
		i = m[1] - 1
	}
	return out
}

// isWord tells what counts as part of a word at the edge \b.
func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// tied reports whether an expression asks somewhere for the beginning of the text or line.
func tied(re *syntax.Regexp) bool {
	if re.Op == syntax.OpBeginLine || re.Op == syntax.OpBeginText {
		return true
	}
	return slices.ContainsFunc(re.Sub, tied)
}

// firsts collects the characters that a match can begin with.
type firsts struct {
	ascii [128]bool
	words bool // all are parts of words in ASCII, or are so where case is set aside
}

// add adds those of an expression and reports whether it can match without any character.
func (f *firsts) add(re *syntax.Regexp) (empty bool) {
	switch re.Op {
	case syntax.OpLiteral:
		f.literal(re)
		return len(re.Rune) == 0
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && f.words; r++ {
				f.letter(r)
			}
		}
	case syntax.OpEmptyMatch, syntax.OpEndLine, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	case syntax.OpCapture, syntax.OpPlus:
		return f.add(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		f.add(re.Sub[0])
		return true
	case syntax.OpRepeat:
		return f.add(re.Sub[0]) || re.Min == 0
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !f.add(sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if f.add(sub) {
				empty = true
			}
		}
	default: // any character
		f.words = false
	}
	return empty
}

func (f *firsts) literal(re *syntax.Regexp) {
	if len(re.Rune) == 0 {
		return
	}
	first := re.Rune[0]
	f.letter(first)
	if re.Flags&syntax.FoldCase != 0 {
		for r := unicode.SimpleFold(first); r != first; r = unicode.SimpleFold(r) {
			f.letter(r)
		}
	}
}

// letter adds a character. The long s and the Kelvin sign are passed over: see [Text].
func (f *firsts) letter(r rune) {
	switch {
	case r < 128 && isWord(byte(r)):
		f.ascii[r] = true
	case r != 'ſ' && r != '\u212a':
		f.words = false
	}
}
