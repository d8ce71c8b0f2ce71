package names

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// entry is one name of a pack.
type entry struct {
	atoms []string
	kind  trucewatch.MentionKind
	rule  string
	weak  bool // also an ordinary word: needs support
}

// lexicon finds the longest names of the packs in a row of atoms. It is read-only.
type lexicon struct {
	next    map[uint64]int32 // hash of a row of folded atoms to 1 + its first entry, or 0 for a beginning
	entries []entry
	same    []int32 // the next entry with the same folded atoms, or -1
	longest int
}

func newLexicon() *lexicon { return &lexicon{next: map[uint64]int32{}} }

const rowSeed = 0x51ED2701

// rowOf is the hash of a row of one atom.
func rowOf(a atom) uint64 { return lexis.Combine(rowSeed, a.fold) }

func (l *lexicon) add(name string, e entry) {
	atoms := cut(name, 0, len(name))
	h := uint64(rowSeed)
	for i, a := range atoms {
		h = lexis.Combine(h, a.fold)
		e.atoms = append(e.atoms, a.form)
		if _, ok := l.next[h]; !ok && i+1 < len(atoms) {
			l.next[h] = 0
		}
	}
	if len(atoms) == 0 {
		return
	}
	l.longest = max(l.longest, len(atoms))
	at := int32(len(l.entries))
	l.entries = append(l.entries, e)
	l.same = append(l.same, -1)
	first := l.next[h]
	if first == 0 {
		l.next[h] = at + 1
		return
	}
	last := first - 1
	for l.same[last] >= 0 {
		last = l.same[last]
	}
	l.same[last] = at
}

// match returns the longest entry that begins at atoms[i], with its length in
// atoms, or nil. Loose ignores case altogether.
func (l *lexicon) match(atoms []atom, i int, loose bool) (*entry, int) {
	var best *entry
	length := 0
	h := uint64(rowSeed)
	for n := 1; n <= l.longest && i+n <= len(atoms); n++ {
		h = lexis.Combine(h, atoms[i+n-1].fold)
		at, ok := l.next[h]
		if !ok {
			break
		}
		for at--; at >= 0; at = l.same[at] {
			if e := &l.entries[at]; loose || sameCase(atoms[i:i+n], e.atoms) {
				best, length = e, n
				break
			}
		}
	}
	return best, length
}

// all returns every entry that is written like the atoms.
func (l *lexicon) all(atoms []atom) []*entry {
	h := uint64(rowSeed)
	for _, a := range atoms {
		h = lexis.Combine(h, a.fold)
	}
	var out []*entry
	for at := l.next[h] - 1; at >= 0; at = l.same[at] {
		if e := &l.entries[at]; sameCase(atoms, e.atoms) {
			out = append(out, e)
		}
	}
	return out
}

// sameCase allows capitals for small letters at the front ("Al-Nusra") and whole
// words in capitals ("DAMASCUS"), but never the reverse.
func sameCase(atoms []atom, written []string) bool {
	if len(atoms) > 1 && allShout(atoms) {
		return true
	}
	for i, a := range atoms {
		w := written[i]
		if a.form == w || a.is(markShout) && len(w) > 3 && len(a.form) > 3 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(a.form)
		x, _ := utf8.DecodeRuneInString(w)
		if isUpper(x) && !isUpper(r) || innerCapital(w) && !a.is(markShout) {
			return false
		}
		if isShout(w) != a.is(markShout) && len(w) > 1 {
			return false
		}
	}
	return true
}

// innerCapital is true for "LeT" and "AfD", which are not the words "Let" and "Afd".
func innerCapital(s string) bool {
	for i, r := range s {
		if i > 0 && isUpper(r) {
			return !isShout(s)
		}
	}
	return false
}

func allShout(atoms []atom) bool {
	for _, a := range atoms {
		if a.is(markWord) && !a.is(markShout) {
			return false
		}
	}
	return atoms[0].is(markShout)
}

// section is one "rule ID" part of a pack with its lines.
type section struct {
	rule  string
	lines []string
}

// readSections reads a flat pack: comment lines, "rule ID" lines, lines of names.
func readSections(fsys fs.FS, path string) ([]section, error) {
	b, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("reading name pack: %w", err)
	}
	if !utf8.Valid(b) {
		return nil, fmt.Errorf("reading name pack %s: not UTF-8", path)
	}
	var out []section
	for n, line := range strings.Split(string(b), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "rule "):
			out = append(out, section{rule: strings.TrimSpace(line[5:])})
		case len(out) == 0:
			return nil, fmt.Errorf("reading name pack %s:%d: names stand before the first \"rule\" line", path, n+1)
		default:
			out[len(out)-1].lines = append(out[len(out)-1].lines, line)
		}
	}
	return out, nil
}

// list splits a line at semicolons and calls yield with each name and whether it is weak.
func list(line string, yield func(name string, weak bool)) {
	for part := range strings.SplitSeq(line, ";") {
		part = strings.TrimSpace(part)
		name := strings.TrimSuffix(part, "?")
		if name != "" && !strings.HasPrefix(name, "the ") {
			yield(name, name != part)
		}
	}
}
