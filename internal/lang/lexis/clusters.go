package lexis

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
)

// Clusters assigns words to classes of like use at three grains. It is read-only
// and safe for concurrent use. The nil Clusters knows no word.
//
// The classes come from spherical k-means over word vectors (Koo, Carreras and
// Collins 2008; Turian, Ratinov and Bengio 2010 on clusters as features).
type Clusters struct {
	keys []uint64
	ids  [][3]uint16
}

// Levels is the number of grains.
const Levels = 3

// Find returns the classes of the lower-case word, 1-based, and whether it is known.
func (c *Clusters) Find(lower string) ([Levels]uint16, bool) { return c.find(Hash(ASCII(lower))) }

func (c *Clusters) find(hash uint64) ([Levels]uint16, bool) {
	if c == nil || len(c.keys) == 0 {
		return [Levels]uint16{}, false
	}
	p, _ := bits.Mul64(hash, uint64(len(c.keys)))
	for {
		switch c.keys[p] {
		case hash:
			return c.ids[p], true
		case 0:
			return [Levels]uint16{}, false
		}
		if p++; p == uint64(len(c.keys)) {
			p = 0
		}
	}
}

func newClusters(n int) *Clusters {
	return &Clusters{keys: make([]uint64, n*2+1), ids: make([][3]uint16, n*2+1)}
}

func (c *Clusters) put(hash uint64, ids [Levels]uint16) {
	p, _ := bits.Mul64(hash, uint64(len(c.keys)))
	for c.keys[p] != 0 && c.keys[p] != hash {
		if p++; p == uint64(len(c.keys)) {
			p = 0
		}
	}
	if c.keys[p] == 0 {
		c.keys[p], c.ids[p] = hash, ids
	}
}

// WriteClusters writes words, most frequent first, with their classes in the
// form that [ReadClusters] reads: gzip over the words, then the classes by grain.
func WriteClusters(w io.Writer, words []string, ids [][Levels]uint16) error {
	zip, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("opening compressor: %w", err)
	}
	var b bytes.Buffer
	if err := binary.Write(&b, binary.LittleEndian, uint32(len(words))); err != nil {
		return err
	}
	for _, word := range words {
		b.WriteString(word)
		b.WriteByte('\n')
	}
	for level := range Levels {
		for _, id := range ids {
			if err := binary.Write(&b, binary.LittleEndian, id[level]); err != nil {
				return err
			}
		}
	}
	if _, err := zip.Write(b.Bytes()); err != nil {
		return fmt.Errorf("writing clusters: %w", err)
	}
	return zip.Close()
}

// ReadClusters reads what [WriteClusters] wrote.
func ReadClusters(packed []byte) (*Clusters, error) {
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("reading clusters: %w", err)
	}
	b, err := io.ReadAll(zip)
	if err != nil {
		return nil, fmt.Errorf("reading clusters: %w", err)
	}
	if len(b) < 4 {
		return nil, fmt.Errorf("reading clusters: %d bytes only", len(b))
	}
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if n > len(b) || len(b) < 2*Levels*n {
		return nil, fmt.Errorf("reading clusters: %d words announced in %d bytes", n, len(b))
	}
	text, grid := b[:len(b)-2*Levels*n], b[len(b)-2*Levels*n:]
	c := newClusters(n)
	for i := range n {
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			return nil, fmt.Errorf("reading clusters: word %d has no end", i)
		}
		var ids [Levels]uint16
		for level := range Levels {
			ids[level] = binary.LittleEndian.Uint16(grid[2*(level*n+i):])
		}
		c.put(Hash(string(text[:end])), ids)
		text = text[end+1:]
	}
	return c, nil
}
