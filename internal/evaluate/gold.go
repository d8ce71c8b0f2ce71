package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Gold is a folder of hand-coded reports with the sentences they were coded on.
type Gold struct {
	// Forms holds, for every id of ids.json, its name and every accepted surface form.
	Forms map[string][]string
	// Reports are the coded reports in order of file name.
	Reports []Coded
	// Warnings tell of things that can be scored but are surely not meant, such
	// as a quote that is not in its sentence.
	Warnings []string
}

// Coded is one report as a person coded it.
type Coded struct {
	File       string          `json:"-"` // name of the gold file
	Sentences  []GoldSentence  `json:"-"`
	Report     string          `json:"report"`
	Published  string          `json:"published"`
	Outlet     string          `json:"outlet"`
	Origin     []string        `json:"origin"`
	Names      []GoldName      `json:"names"`
	Events     []GoldEvent     `json:"events"`
	Statements []GoldStatement `json:"statements"`
	Figures    []GoldFigure    `json:"figures"`
}

// GoldSentence is one sentence of a coded report; positions are code points.
type GoldSentence struct {
	S     int    `json:"s"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// GoldQuote addresses words by sentence number, quote and occurrence. Start and
// End are the code points of the report that it addresses.
type GoldQuote struct {
	S     int    `json:"s"`
	Q     string `json:"q"`
	K     *int   `json:"k"`
	Start int    `json:"-"`
	End   int    `json:"-"`
}

// GoldName is a coded proper name.
type GoldName struct {
	GoldQuote
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

// GoldEvent is a coded event mention.
type GoldEvent struct {
	GoldQuote
	Type       string   `json:"type"`
	Mode       []string `json:"mode"`
	Status     string   `json:"status"`
	Actors     []string `json:"actors"`
	Recipients []string `json:"recipients"`
	Mediators  []string `json:"mediators"`
	Place      string   `json:"place"`
	Date       string   `json:"date"`
	ID         string   `json:"id"`
}

// GoldStatement is a coded statement.
type GoldStatement struct {
	GoldQuote
	Source  []string `json:"source"`
	SourceQ string   `json:"source_q"`
	Stance  string   `json:"stance"`
}

// GoldFigure is a coded figure.
type GoldFigure struct {
	GoldQuote
	Measure string   `json:"measure"`
	Min     *int     `json:"min"`
	Max     *int     `json:"max"`
	Event   string   `json:"event"`
	By      []string `json:"by"`
}

// ReadGold reads the coded reports of gold (NAME.json and ids.json) with their
// sentences (NAME.sents.json) from reports. An error names the file and the place
// in it.
func ReadGold(reports, gold fs.FS) (Gold, error) {
	g := Gold{Forms: map[string][]string{}}
	ids := map[string]struct {
		Name  string   `json:"name"`
		Forms []string `json:"forms"`
	}{}
	if err := decode(gold, "ids.json", &ids); err != nil {
		return Gold{}, err
	}
	for id, x := range ids {
		g.Forms[id] = append([]string{x.Name}, x.Forms...)
	}
	entries, err := fs.ReadDir(gold, ".")
	if err != nil {
		return Gold{}, fmt.Errorf("listing gold: %w", err)
	}
	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, ".json") && name != "ids.json" {
			coded, err := readCoded(reports, gold, name)
			if err != nil {
				return Gold{}, err
			}
			g.check(&coded)
			g.Reports = append(g.Reports, coded)
		}
	}
	return g, nil
}

func decode(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("reading gold: %w", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			return fmt.Errorf("reading gold %s, line %d: %w", name, 1+strings.Count(string(b[:syntax.Offset]), "\n"), err)
		}
		return fmt.Errorf("reading gold %s: %w", name, err)
	}
	return nil
}

func readCoded(reports, gold fs.FS, name string) (Coded, error) {
	c := Coded{File: name}
	if err := decode(gold, name, &c); err != nil {
		return Coded{}, err
	}
	if c.Report == "" || c.Names == nil || c.Events == nil || c.Statements == nil || c.Figures == nil {
		return Coded{}, fmt.Errorf("reading gold %s: one of report, names, events, statements and figures is missing", name)
	}
	if err := decode(reports, stem(c.Report)+".sents.json", &c.Sentences); err != nil {
		return Coded{}, err
	}
	for i, s := range c.Sentences {
		for _, other := range c.Sentences[:i] {
			if s.S == other.S {
				return Coded{}, fmt.Errorf("reading gold %s.sents.json: sentence %d stands there twice", stem(c.Report), s.S)
			}
		}
	}
	for _, q := range c.quotes() {
		if err := c.locate(q.at); err != nil {
			return Coded{}, fmt.Errorf("reading gold %s, %s: %w", name, q.where, err)
		}
	}
	return c, nil
}

// placed is one quote of a coded report with its place in the gold file.
type placed struct {
	where string
	at    *GoldQuote
}

// quotes returns every quote of c, in the order of the file.
func (c *Coded) quotes() []placed {
	var all []placed
	add := func(list string, i int, q *GoldQuote) {
		all = append(all, placed{fmt.Sprintf("%s[%d]", list, i), q})
	}
	for i := range c.Names {
		add("names", i, &c.Names[i].GoldQuote)
	}
	for i := range c.Events {
		add("events", i, &c.Events[i].GoldQuote)
	}
	for i := range c.Statements {
		add("statements", i, &c.Statements[i].GoldQuote)
	}
	for i := range c.Figures {
		add("figures", i, &c.Figures[i].GoldQuote)
	}
	return all
}

// sentence returns the sentence with number s.
func (c *Coded) sentence(s int) (GoldSentence, bool) {
	for _, x := range c.Sentences {
		if x.S == s {
			return x, true
		}
	}
	return GoldSentence{}, false
}

// sentenceAt returns the number of the sentence that holds a position, or -1.
func (c *Coded) sentenceAt(position int) int {
	for _, x := range c.Sentences {
		if x.Start <= position && position < x.End {
			return x.S
		}
	}
	return -1
}

// locate sets the positions of q. A quote that is not in its sentence gets the
// position before the sentence, as in the reference scorer, so that it never
// matches; [Gold.check] warns of it.
func (c *Coded) locate(q *GoldQuote) error {
	s, ok := c.sentence(q.S)
	if !ok {
		return fmt.Errorf("%q is in sentence %d, which %s.sents.json does not have", q.Q, q.S, stem(c.Report))
	}
	k := 1
	if q.K != nil {
		k = *q.K
	}
	quote := []rune(q.Q)
	q.Start = s.Start + find([]rune(s.Text), quote, k)
	q.End = q.Start + len(quote)
	return nil
}

// find returns where quote stands for the k-th time in text, or -1.
func find(text, quote []rune, k int) int {
	at := -1
	for range k {
		at = index(text, quote, at+1)
		if at < 0 {
			return -1
		}
	}
	return at
}

func index(text, quote []rune, from int) int {
search:
	for i := from; i+len(quote) <= len(text); i++ {
		for j, c := range quote {
			if text[i+j] != c {
				continue search
			}
		}
		return i
	}
	return -1
}

// check adds warnings for quotes that are not found and ids without forms.
func (g *Gold) check(c *Coded) {
	warn := func(where, format string, args ...any) {
		g.Warnings = append(g.Warnings, fmt.Sprintf("%s, %s: %s", c.File, where, fmt.Sprintf(format, args...)))
	}
	for _, q := range c.quotes() {
		if s, _ := c.sentence(q.at.S); q.at.Start < s.Start || q.at.Q == "" {
			warn(q.where, "%q is not in sentence %d", q.at.Q, q.at.S)
		}
	}
	ids := func(where string, list ...string) {
		for _, id := range list {
			if _, ok := g.Forms[id]; !ok && id != "" {
				warn(where, "id %q is not in ids.json", id)
			}
		}
	}
	for i, x := range c.Names {
		ids(fmt.Sprintf("names[%d]", i), x.ID)
	}
	for i, x := range c.Events {
		where := fmt.Sprintf("events[%d]", i)
		ids(where, x.Actors...)
		ids(where, x.Recipients...)
		ids(where, x.Mediators...)
		ids(where, x.Place)
	}
	for i, x := range c.Statements {
		ids(fmt.Sprintf("statements[%d]", i), x.Source...)
	}
	for i, x := range c.Figures {
		ids(fmt.Sprintf("figures[%d]", i), x.By...)
	}
}

// stem returns the last element of a path without its suffix. As in the reference
// scorer, a dot at the beginning or the end of the name begins no suffix.
func stem(file string) string {
	file = strings.TrimRight(file, "/")
	name := file[strings.LastIndexByte(file, '/')+1:]
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && dot < len(name)-1 {
		return name[:dot]
	}
	return name
}
