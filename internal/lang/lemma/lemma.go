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

// edit takes letters from the end of a word in small letters and puts others there.
// In the class of capitals it says no more than whether the capital stays.
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
	word := normal(form)
	e, _ := r.find(class(upos, xpos), word)
	if upos == "PRON" && strings.HasPrefix(xpos, "PRP") && e.apply(strings.ToLower(word)) == "i" {
		return "I"
	}
	if capital := capitals(upos, xpos, word); capital != "" {
		if k, known := r.find(capital, word); known && k.keep || !known && upos == "PROPN" {
			return e.apply(word)
		}
	}
	return e.apply(strings.ToLower(word))
}

func (r *Rules) find(class, word string) (edit, bool) {
	lower := strings.ToLower(word)
	var room [96]byte
	key := append(append(room[:0], class...), '\t')
	ending := len(key)
	key = append(append(key, '<'), lower...)
	e, known := r.edits[string(key)]
	at, n := endings(lower)
	for k := n - 1; k >= 0 && !known; k-- {
		key = append(key[:ending], lower[at[k]:]...)
		e, known = r.edits[string(key)]
	}
	return e, known
}

// endings tells where the endings of a word begin, from that of no letter to the longest.
func endings(lower string) (at [longest + 1]int, n int) {
	end := len(lower)
	at[0], n = end, 1
	for end > 0 && n <= longest {
		_, size := utf8.DecodeLastRuneInString(lower[:end])
		end -= size
		at[n] = end
		n++
	}
	return at, n
}

// normal writes quotes plainly; endless words stay as they are.
func normal(form string) string {
	if len(form) > 64 {
		return form
	}
	return lexis.ASCII(form)
}

// class names the rules for words with these tags. Past tense and participle share
// theirs.
func class(upos, xpos string) string {
	if xpos == "VBN" {
		xpos = "VBD"
	}
	return upos + " " + xpos
}

// capitals names the rules that say whether a word with a capital keeps it, or is
// empty for a word without.
func capitals(upos, xpos, word string) string {
	if strings.HasPrefix(xpos, "NNP") {
		upos += " NNP"
	}
	r, size := utf8.DecodeRuneInString(word)
	switch {
	case !unicode.IsUpper(r):
		return ""
	case size == len(word) || strings.IndexFunc(word[size:], unicode.IsLower) < 0:
		return upos + " CAPITALS"
	}
	return upos + " Capital"
}

// keys lists the table keys of a word, the most particular first.
func keys(class, word string) []string {
	lower := strings.ToLower(word)
	list := []string{class + "\t<" + lower}
	at, n := endings(lower)
	for _, cut := range slices.Backward(at[:n]) {
		list = append(list, class+"\t"+lower[cut:])
	}
	return list
}

func (e edit) apply(word string) string {
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
