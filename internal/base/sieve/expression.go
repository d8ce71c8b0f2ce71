package sieve

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
)

// Expression is a regular expression with its sieve. Where it begins with the edge of a
// word, it is tried only at the edges behind which stand two letters that it can begin with.
type Expression struct {
	whole *regexp.Regexp
	sieve Sieve
	// here matches what whole does, but only at the beginning of a text; it is nil where
	// whole has to be asked.
	here   *regexp.Regexp
	starts starts
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
	if !leads(re) || tied(re) || !e.starts.take(headsOf(re)) {
		return e, nil
	}
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

// All is FindAllStringSubmatchIndex for a text. What [Fold] makes is of the same text, or of
// a longer one that holds it.
func (e *Expression) All(text string, t *Text) [][]int {
	if !e.sieve.Passes(t) {
		return nil
	}
	if e.here == nil || t.odd {
		return e.whole.FindAllStringSubmatchIndex(text, -1)
	}
	var out [][]int
	for i := 0; i < len(text); i++ {
		if !e.starts.at(text[i:]) || i > 0 && isWord(text[i-1]) {
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

// leads reports whether every match begins with the edge of a word.
func leads(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpWordBoundary:
		return true
	case syntax.OpConcat, syntax.OpCapture:
		return leads(re.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !leads(sub) })
	default:
		return false
	}
}

// tied reports whether an expression asks somewhere for the beginning of the text or line.
func tied(re *syntax.Regexp) bool {
	if re.Op == syntax.OpBeginLine || re.Op == syntax.OpBeginText {
		return true
	}
	return slices.ContainsFunc(re.Sub, tied)
}
