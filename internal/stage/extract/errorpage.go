package extract

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/pack"
)

// errorPage is one rule of errorpage.pack.
type errorPage struct {
	id      string
	match   *regexp.Regexp
	yes, no []pack.Example
}

// loadErrorPages reads en/errorpage.pack.
func loadErrorPages(fsys fs.FS) ([]errorPage, error) {
	rules, err := pack.Load(fsys, pack.Schema{Required: []string{"match"}}, "en/errorpage.pack")
	if err != nil {
		return nil, fmt.Errorf("loading the words of error pages: %w", err)
	}
	var out []errorPage
	for _, p := range rules {
		m, err := regexp.Compile(p.Get("match"))
		if err != nil {
			return nil, p.Errorf("compiling match: %w", err)
		}
		out = append(out, errorPage{p.ID, m, p.Yes, p.No})
	}
	return out, nil
}

// noReport says which words of a fetched page tell that it is no report but a site's
// word that there is none, sent under the status of a page; or nothing. A page with much
// text is a report whatever it begins with.
func (r *Rules) noReport(d draft) (words, rule string) {
	const much = 1500
	if len(d.text) > much {
		return "", ""
	}
	first, _, _ := strings.Cut(strings.TrimSpace(d.text), "\n")
	for _, line := range []string{d.title, first} {
		for _, e := range r.errors {
			if m := e.match.FindString(line); m != "" {
				return strings.TrimSpace(m), e.id
			}
		}
	}
	return "", ""
}
