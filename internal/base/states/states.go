// Package states reads the list of states, territories and disputed lands, with the
// names of their people and their capitals, for all who look names up in it.
package states

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// file is where the list stands in the packs.
const file = "en/names/states.txt"

// State is one line of the list.
type State struct {
	ID        string // of its first name
	Names     []Name // one at least, the usual one first
	Nationals []Name // its people, as noun and adjective
	Capitals  []Name
}

// Name is one way of calling a state, its people or its capital.
type Name struct {
	Text string
	// Ordinary is true for what is also an ordinary word or the name of somebody.
	Ordinary bool
}

// Load reads the list: "names | nationals | capitals" on a line, names parted by ";",
// a "?" behind an ordinary one. The error names the line that is broken.
func Load(fsys fs.FS) ([]State, error) {
	content, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("reading the list of states: %w", err)
	}
	var out []State
	known := map[string]int{}
	number := 0
	for line := range strings.Lines(string(content)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "rule ") {
			continue
		}
		s, why := read(line)
		if before := known[s.ID]; why == "" && before > 0 {
			why = fmt.Sprintf("%s stands in line %d already", s.ID, before)
		}
		if why != "" {
			return nil, fmt.Errorf("reading the list of states: %s:%d: %s", file, number, why)
		}
		known[s.ID] = number
		out = append(out, s)
	}
	return out, nil
}

// read reads one line, or says what is wrong with it.
func read(line string) (s State, why string) {
	columns := strings.Split(line, "|")
	if len(columns) != 3 {
		return s, fmt.Sprintf("%d columns, want names | nationals | capitals", len(columns))
	}
	for i, into := range []*[]Name{&s.Names, &s.Nationals, &s.Capitals} {
		for name := range strings.SplitSeq(columns[i], ";") {
			text, ordinary := strings.CutSuffix(strings.TrimSpace(name), "?")
			if text = strings.TrimSpace(text); text == "" {
				if strings.TrimSpace(columns[i]) != "" {
					return s, "a name is empty: take the ; away"
				}
				continue
			}
			*into = append(*into, Name{text, ordinary})
		}
	}
	if len(s.Names) == 0 {
		return s, "no name in the first column"
	}
	s.ID = translit.Slug(s.Names[0].Text)
	return s, ""
}

// Texts are the names without what is said of them.
func Texts(names []Name) []string {
	var out []string
	for _, n := range names {
		out = append(out, n.Text)
	}
	return out
}
