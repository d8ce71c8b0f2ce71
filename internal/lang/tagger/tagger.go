// Package tagger assigns Universal and Penn part-of-speech tags: two greedy passes
// of an averaged perceptron (Collins 2002), the second seeing the tags that the
// first gave to both sides of a word.
package tagger

import (
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/perceptron"
)

// Tagger is read-only and safe for concurrent use.
type Tagger struct {
	tags      []string // "UPOS|XPOS"
	ambiguity map[uint64]uint64
	passes    [2]*perceptron.Model
}

// Tags returns all joint tags as "UPOS|XPOS"; [Tagger.Tag] answers with indices into it.
func (t *Tagger) Tags() []string { return t.tags }

// Split returns the Universal and the Penn tag of a joint tag's index.
func (t *Tagger) Split(tag int) (upos, xpos string) {
	upos, xpos, _ = strings.Cut(t.tags[tag], "|")
	return upos, xpos
}

// Tag returns the joint tag of each word, as an index into [Tagger.Tags].
func (t *Tagger) Tag(words []lexis.Word) []int {
	first := pass(t.passes[0], words, classesOf(t.ambiguity, words), nil)
	return pass(t.passes[1], words, classesOf(t.ambiguity, words), first)
}

func classesOf(ambiguity map[uint64]uint64, words []lexis.Word) []uint64 {
	classes := make([]uint64, len(words))
	for i := range words {
		classes[i] = ambiguity[words[i].Lower]
	}
	return classes
}

func pass(m *perceptron.Model, words []lexis.Word, ambiguity []uint64, first []int) []int {
	w := window{pad: outside()}
	scores := make([]int32, m.Classes())
	var memory perceptron.Scratch
	tags := make([]int, len(words))
	for i := range words {
		w.build(words, ambiguity, tags, first, i)
		m.Score(w.features, scores, &memory)
		tags[i] = perceptron.Best(scores)
	}
	return tags
}

// WriteTo writes the tagger in the form that [Read] reads.
func (t *Tagger) WriteTo(w io.Writer) (int64, error) {
	names := strings.Join(t.tags, "\n")
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(names)))
	b = append(b, names...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.ambiguity)))
	for _, k := range sortedKeys(t.ambiguity) {
		b = binary.LittleEndian.AppendUint64(b, k)
		b = binary.LittleEndian.AppendUint64(b, t.ambiguity[k])
	}
	n, err := w.Write(b)
	total := int64(n)
	if err != nil {
		return total, fmt.Errorf("writing tags: %w", err)
	}
	for _, m := range t.passes {
		n, err := m.WriteTo(w)
		total += n
		if err != nil {
			return total, fmt.Errorf("writing tagger weights: %w", err)
		}
	}
	return total, nil
}

// Read reads what [Tagger.WriteTo] wrote.
func Read(b []byte) (*Tagger, error) {
	names, b, err := block(b, 1)
	if err != nil {
		return nil, fmt.Errorf("reading tags: %w", err)
	}
	pairs, b, err := block(b, 16)
	if err != nil {
		return nil, fmt.Errorf("reading ambiguity classes: %w", err)
	}
	t := &Tagger{tags: strings.Split(string(names), "\n"), ambiguity: make(map[uint64]uint64, len(pairs)/16)}
	for ; len(pairs) > 0; pairs = pairs[16:] {
		t.ambiguity[binary.LittleEndian.Uint64(pairs)] = binary.LittleEndian.Uint64(pairs[8:])
	}
	for i := range t.passes {
		if t.passes[i], b, err = perceptron.Read(b); err != nil {
			return nil, fmt.Errorf("reading pass %d of the tagger: %w", i+1, err)
		}
		if t.passes[i].Classes() != len(t.tags) {
			return nil, fmt.Errorf("reading pass %d of the tagger: %d classes for %d tags", i+1, t.passes[i].Classes(), len(t.tags))
		}
	}
	return t, nil
}

// block takes a count and that many pieces of so many bytes from the front of b.
func block(b []byte, size int) (piece, rest []byte, err error) {
	if len(b) < 4 {
		return nil, nil, fmt.Errorf("%d bytes only", len(b))
	}
	n := int(binary.LittleEndian.Uint32(b)) * size
	if b = b[4:]; n > len(b) {
		return nil, nil, fmt.Errorf("%d bytes announced, %d there", n, len(b))
	}
	return b[:n], b[n:], nil
}
