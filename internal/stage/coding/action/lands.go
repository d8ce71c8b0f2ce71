package action

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// loadLands reads the list of states ("names | nationals | capitals" on a line), so
// that "US", "American" and "the United States" are known for one party. It returns
// the first name of the land for each of its names and its people's names, and for
// each of its capitals.
func loadLands(fsys fs.FS) (lands, capitals map[string]string, err error) {
	const file = "en/names/states.txt"
	content, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the list of states: %w", err)
	}
	lands, capitals = map[string]string{}, map[string]string{}
	for line := range strings.SplitSeq(string(content), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "rule ") {
			continue
		}
		columns := strings.Split(line, "|")
		names := column(columns[0])
		for k, c := range columns {
			into := lands
			if k == 2 {
				into = capitals
			}
			for _, name := range column(c) {
				if into[name] == "" {
					into[name] = names[0]
				}
			}
		}
	}
	return lands, capitals, nil
}

// column returns the folded names of a column; a "?" behind one is no part of it.
func column(text string) []string {
	var out []string
	for name := range strings.SplitSeq(text, ";") {
		out = append(out, folded(strings.TrimSuffix(strings.TrimSpace(name), "?")))
	}
	return out
}

// folded returns a name without accents, capitals and a leading "the".
func folded(name string) string {
	return strings.TrimPrefix(translit.Fold(name), "the ")
}

// nation returns the land that mention i names as a whole, by its name or its
// people's, or "".
func (m *memory) nation(i int) string {
	d := m.c(0).d
	return m.rules.lands[folded(d.Mentions[i].Of(d.Text()))]
}

// oneParty reports whether two mentions look like one side: like actors, or a land
// and the capital that stands for its government.
func (m *memory) oneParty(a, b int) bool {
	if m.like(a, b) {
		return true
	}
	x, y := m.government(a), m.government(b)
	return x != "" && x == y
}

// government returns the land that mention i names, also by its capital, or "".
func (m *memory) government(i int) string {
	if n := m.nation(i); n != "" {
		return n
	}
	d := m.c(0).d
	return m.rules.capitals[folded(d.Mentions[i].Of(d.Text()))]
}
