// Package lemma gives words their dictionary form: rules over word endings, learnt
// from a treebank, the longest known ending first (in the manner of Juršič,
// Mozetič, Erjavec and Lavrač 2010), down to whole words for irregular ones.
package lemma

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// Rules is read-only and safe for concurrent use.
type Rules struct {
	edits map[string]edit
}

// edit takes letters from the end of a word and puts others there. A word with a
// capital is written small first unless keep is set.
type edit struct {
	strip int
	add   string
	keep  bool
}

// longest is the length in letters of the longest ending that is learnt; beyond it
// there are only whole words.
const longest = 6

// Lemma returns the dictionary form of a word with these two tags: lower-case but
// for names and what is written with a capital in mid-sentence.
func (r *Rules) Lemma(form, upos, xpos string) string {
	word, class := prepare(form, upos, xpos)
	for _, key := range keys(class, word) {
		if e, known := r.edits[key]; known {
			return e.apply(word)
		}
	}
	if upos == "PROPN" {
		return word
	}
	return strings.ToLower(word)
}

// prepare normalises the spelling and names the class whose rules apply.
func prepare(form, upos, xpos string) (word, class string) {
	word = form
	if len(word) <= 64 {
		word = lexis.ASCII(word)
	}
	class = upos + " " + xpos
	r, size := utf8.DecodeRuneInString(word)
	if unicode.IsUpper(r) {
		class += " capital"
		if size == len(word) || strings.IndexFunc(word[size:], unicode.IsLower) < 0 {
			class += "s"
		}
	}
	return word, class
}

// keys lists the table keys of a word, the most particular first.
func keys(class, word string) []string {
	list := []string{class + "\t<" + strings.ToLower(word)}
	lower := strings.ToLower(word)
	cuts := []int{len(lower)}
	for end := len(lower); end > 0 && len(cuts) <= longest; {
		_, size := utf8.DecodeLastRuneInString(lower[:end])
		end -= size
		cuts = append(cuts, end)
	}
	for i := len(cuts) - 1; i >= 0; i-- {
		list = append(list, class+"\t"+lower[cuts[i]:])
	}
	return list
}

func (e edit) apply(word string) string {
	if !e.keep {
		word = strings.ToLower(word)
	}
	if e.strip > len(word) || !utf8.ValidString(word[len(word)-e.strip:]) {
		return word
	}
	return word[:len(word)-e.strip] + e.add
}

func (e edit) String() string {
	return fmt.Sprintf("%d\t%s\t%t", e.strip, e.add, e.keep)
}

// WriteTo writes the rules in the form that [Read] reads: gzip over lines of class,
// ending, letters to take off, letters to put on, and whether capitals stay.
func (r *Rules) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	zip, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return 0, fmt.Errorf("opening compressor: %w", err)
	}
	for _, key := range slices.Sorted(maps.Keys(r.edits)) {
		if _, err := fmt.Fprintf(zip, "%s\t%v\n", key, r.edits[key]); err != nil {
			return 0, fmt.Errorf("writing lemma rules: %w", err)
		}
	}
	if err := zip.Close(); err != nil {
		return 0, fmt.Errorf("writing lemma rules: %w", err)
	}
	return b.WriteTo(w)
}

// Read reads what [Rules.WriteTo] wrote.
func Read(packed []byte) (*Rules, error) {
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("reading lemma rules: %w", err)
	}
	b, err := io.ReadAll(zip)
	if err != nil {
		return nil, fmt.Errorf("reading lemma rules: %w", err)
	}
	r := &Rules{edits: make(map[string]edit, bytes.Count(b, []byte("\n")))}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(b), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("reading lemma rule %q: %d fields, want 5", line, len(f))
		}
		strip, err := strconv.Atoi(f[2])
		if err != nil || strip < 0 {
			return nil, fmt.Errorf("reading lemma rule %q: bad number", line)
		}
		r.edits[f[0]+"\t"+f[1]] = edit{strip: strip, add: f[3], keep: f[4] == "true"}
	}
	return r, nil
}
