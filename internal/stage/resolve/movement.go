package resolve

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// loadMovements reads the list of armed groups and movements: "name; name" on a line.
func loadMovements(fsys fs.FS) (map[string]bool, error) {
	const file = "en/names/groups.txt"
	content, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("reading the list of armed groups: %w", err)
	}
	out := map[string]bool{}
	for line := range strings.SplitSeq(string(content), "\n") {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "rule ") {
			continue
		}
		for name := range strings.SplitSeq(line, ";") {
			if name = bare(strings.TrimSuffix(strings.TrimSpace(name), "?")); name != "" {
				out[name] = true
			}
		}
	}
	return out, nil
}

// movementShare is the part of a report's namings of armed movements that must be of
// one of them for "the group" to be that one.
const movementShare = 0.75

// movement returns the armed movement that a report speaks of, which it may call "the
// group" or "the insurgents", or "".
func (w *work) movement(d *document) string {
	n, all := map[string]int{}, 0
	for _, m := range d.claims.Mentions {
		if !m.Named || m.Kind != trucewatch.Organization {
			continue
		}
		text := m.Of(d.reading.Report.Text)
		if c := w.clusters.of(m.Kind, text); c != nil && w.rules.movements[bare(text)] {
			n[c.id]++
			all++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(n)) {
		if float64(n[id]) >= movementShare*float64(all) {
			return id
		}
	}
	return ""
}

// meansMovement reports whether a description of fighters says no more than that they
// are those just spoken of: "the group", "the insurgent group", "the militants".
func meansMovement(p phrase, class string) bool {
	if class != "fighters" || len(p.lands) > 0 || len(p.peoples) > 0 || len(p.words) > 3 {
		return false
	}
	if len(p.words) == 3 && !slices.Contains([]string{"insurgent", "militant", "armed", "rebel", "islamist", "militia", "jihadist", "guerrilla"}, p.words[1]) {
		return false
	}
	return len(p.words) > 1 && slices.Contains([]string{"the", "his", "its"}, p.words[0])
}
