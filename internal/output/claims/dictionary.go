package claims

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Dictionary holds a coder's own codes of actors. Its zero value has none.
type Dictionary struct {
	codes map[string]string // by folded name
	names []string          // as given, in order
}

// Names returns the names of the dictionary in the order in which they stand.
func (d Dictionary) Names() []string { return slices.Clone(d.names) }

// of returns the code of an actor: of its name, or of the first of its spellings
// that has one. Case, accents, hyphens, apostrophes and a "the" before do not count.
func (d Dictionary) of(a record.Actor) string {
	for _, name := range append([]string{a.Name}, a.Aliases...) {
		if code := d.codes[key(name)]; code != "" {
			return code
		}
	}
	return ""
}

// key is what of a name counts.
func key(name string) string { return strings.TrimPrefix(translit.Fold(name), "the ") }

// ReadDictionary reads two columns, name and code, with a tab or a comma between
// them; the first line that has either decides which. Empty lines, lines that begin
// with # and a first line of "name" and "code" are passed over. A line of another
// shape, and a name with two codes, is an error that names the line.
func ReadDictionary(r io.Reader) (Dictionary, error) {
	d := Dictionary{codes: map[string]string{}}
	b := bufio.NewReader(r)
	table := csv.NewReader(b)
	table.Comma, table.Comment, table.FieldsPerRecord, table.LazyQuotes, table.TrimLeadingSpace = separator(b), '#', -1, true, false
	for first := true; ; first = false {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Dictionary{}, fmt.Errorf("reading the dictionary of actors: %w", err)
		}
		line, _ := table.FieldPos(0)
		for i := range row {
			row[i] = strings.TrimSpace(strings.TrimPrefix(row[i], "\ufeff"))
		}
		if first && len(row) == 2 && strings.EqualFold(row[0], "name") && strings.EqualFold(row[1], "code") {
			continue
		}
		if err := d.take(row, line); err != nil {
			return Dictionary{}, err
		}
	}
	return d, nil
}

func (d *Dictionary) take(row []string, line int) error {
	if len(row) != 2 || row[0] == "" || row[1] == "" {
		return fmt.Errorf("reading the dictionary of actors: line %d: %q is not a name and a code", line, strings.Join(row, " | "))
	}
	key := key(row[0])
	if key == "" {
		return fmt.Errorf("reading the dictionary of actors: line %d: %q has no letters", line, row[0])
	}
	if had := d.codes[key]; had != "" && had != row[1] {
		return fmt.Errorf("reading the dictionary of actors: line %d: %q is %s and %s", line, row[0], had, row[1])
	}
	if d.codes[key] == "" {
		d.names = append(d.names, row[0])
	}
	d.codes[key] = row[1]
	return nil
}

// separator looks for a tab or a comma in the first lines without taking them.
func separator(b *bufio.Reader) rune {
	head, _ := b.Peek(4096) // a shorter file is no fault
	for line := range strings.Lines(string(head)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if strings.Contains(line, "\t") {
			return '\t'
		}
		if strings.Contains(line, ",") {
			return ','
		}
	}
	return '\t'
}
