package app

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"reflect"
	"slices"
	"unique"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Kept is a record with the digest of its bytes, and the bytes, packed.
type Kept struct {
	Record record.Record
	Digest string
	packed []byte
}

// WriteTo writes the bytes of the record.
func (k Kept) WriteTo(w io.Writer) (int64, error) {
	n, err := io.Copy(w, flate.NewReader(bytes.NewReader(k.packed)))
	if err != nil {
		return n, fmt.Errorf("writing the record: %w", err)
	}
	return n, nil
}

// keep takes the digest of a record and packs its bytes. They are never held unpacked:
// those of a thousand reports are tens of megabytes.
func keep(r record.Record) (Kept, error) {
	var b bytes.Buffer
	pack, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return Kept{}, fmt.Errorf("packing the record: %w", err)
	}
	sum := sha256.New()
	if err := record.Marshal(io.MultiWriter(sum, pack), r); err != nil {
		return Kept{}, fmt.Errorf("packing the record: %w", err)
	}
	if err := pack.Close(); err != nil {
		return Kept{}, fmt.Errorf("packing the record: %w", err)
	}
	return Kept{r, hex.EncodeToString(sum.Sum(nil)), b.Bytes()}, nil
}

// unpackRecord reads the bytes that keep packed.
func unpackRecord(packed []byte) (record.Record, error) {
	return record.Unmarshal(flate.NewReader(bytes.NewReader(packed)))
}

// share lets the strings of a reading be those of all others, and words be parts of
// their text.
func share(r read) {
	for i := range r.readings {
		text := r.readings[i].Report.Text
		for k := range r.readings[i].Sentences {
			if f := r.readings[i].Sentences[k].Folded; f != nil {
				if of := r.readings[i].Sentences[k].Of(text); of == f.Text {
					f.Text = of
				}
				for n := range f.Names {
					f.Names[n] = one(f.Names[n])
				}
			}
		}
		c := &r.claims[i]
		shareMentions(r.readings[i].Mentions)
		shareMentions(c.Mentions)
		alias(&r.readings[i], *c)
		for k := range c.Events {
			shareReasons(c.Events[k].Why)
		}
		for k := range c.Statements {
			shareReasons(c.Statements[k].Why)
		}
		for k := range c.Figures {
			shareReasons(c.Figures[k].Why)
		}
	}
}

func shareMentions(list []trucewatch.Mention) {
	for i := range list {
		list[i].Title = one(list[i].Title)
		list[i].Kind = trucewatch.MentionKind(one(string(list[i].Kind)))
		shareReasons(list[i].Why)
	}
}

func shareReasons(why []trucewatch.Reason) {
	for i := range why {
		why[i] = trucewatch.Reason{Rule: one(why[i].Rule), Words: one(why[i].Words)}
	}
}

// one returns the one copy that the program holds of a short string.
func one(s string) string { return unique.Make(s).Value() }

// trim folds the words of sentences, and lets go of what nothing behind coding asks
// for: the words of sentences in which
// nobody is named or meant and nothing happens, and the second list of mentions where it
// is the beginning of the first.
func trim(r *trucewatch.Reading, c trucewatch.Claims) {
	asked := map[int]bool{}
	for _, m := range c.Mentions {
		asked[m.Sentence] = true
	}
	for _, e := range c.Events {
		asked[e.Sentence] = true
	}
	for i := range r.Sentences {
		s := &r.Sentences[i]
		if !asked[i] {
			s.Tokens = nil
			continue
		}
		s.Fold(r.Report.Text)
	}
	alias(r, c)
}

// alias lets the mentions of a reading be those of its claims, which begin with them.
func alias(r *trucewatch.Reading, c trucewatch.Claims) {
	n := len(r.Mentions)
	if n > len(c.Mentions) {
		return
	}
	same := func(a, b trucewatch.Mention) bool {
		why := slices.Equal(a.Why, b.Why)
		a.Why, b.Why = nil, nil
		return why && reflect.DeepEqual(a, b)
	}
	if slices.EqualFunc(r.Mentions, c.Mentions[:n], same) {
		r.Mentions = c.Mentions[:n:n]
	}
}
