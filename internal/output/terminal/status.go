package terminal

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Status prints in ten lines how an agreement stands, each with the report and the
// sentence that it rests on.
func Status(w io.Writer, r record.Record, key string, s Style) error {
	a, err := FindAgreement(r, key)
	if err != nil {
		return err
	}
	v := view.New(r)
	p := newPage(s)
	for _, x := range v.Status(a) {
		words := p.style(bold, x.Text)
		if x.Report != "" {
			words += p.style(dim, " — "+view.Label(v.Report(x.Report)))
		}
		if x.Sentence > 0 {
			words += p.style(dim, fmt.Sprintf(", sentence %d: ", x.Sentence)) + "“" + view.Short(x.Quote, mostQuote) + "”"
		}
		p.put(column(x.Label, labelColumn), words)
	}
	return p.writeTo(w)
}

// mostQuote is how many characters of a sentence a line of status quotes.
const mostQuote = 160

// FindAgreement finds one agreement by its id, or by words that its name or id holds,
// in any spelling. The error of an unknown or ambiguous key names candidates.
func FindAgreement(r record.Record, key string) (record.Agreement, error) {
	if len(r.Agreements) == 0 {
		return record.Agreement{}, fmt.Errorf("no agreement %q: the reports read so far speak of none", key)
	}
	words := translit.Tokens(strings.ReplaceAll(key, "-", " "))
	var found []record.Agreement
	for _, a := range r.Agreements {
		if a.ID == key {
			return a, nil
		}
		have := translit.Tokens(strings.ReplaceAll(a.Name+" "+a.ID+" "+a.Kind, "-", " "))
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool {
			return !slices.ContainsFunc(have, func(h string) bool { return h == w || translit.SameWord(h, w) })
		}) {
			found = append(found, a)
		}
	}
	label := func(a record.Agreement) string { return a.ID + " (" + a.Name + ")" }
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return record.Agreement{}, fmt.Errorf("no agreement %q; the reports speak of %s", key, listed(r.Agreements, label))
	}
	return record.Agreement{}, fmt.Errorf("%d agreements match %q, give the id of one: %s", len(found), key, listed(found, label))
}
