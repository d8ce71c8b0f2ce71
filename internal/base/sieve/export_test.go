package sieve

import (
	"fmt"
	"regexp/syntax"
)

// Of derives the sieve of an expression in the syntax of package regexp.
func Of(expression string) (Sieve, error) {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return Sieve{}, fmt.Errorf("parsing the expression: %w", err)
	}
	return sieveOf(re), nil
}
