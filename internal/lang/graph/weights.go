package graph

import (
	_ "embed" // the weights are part of the program
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// full and small hold the weights that train/graph/export.py wrote; MODEL.md tells where
// they come from. The small network has no word vectors of its own: it reads those of the full one.
var (
	//go:embed weights.bin
	full string
	//go:embed small.bin
	small string
)

const magic = "TWGRAPH1"

// header is the JSON head of a weights file: the shape of the network, the names
// of its classes and where each table lies.
type header struct {
	Hidden  int `json:"hidden"`
	Arc     int `json:"arc"`
	Label   int `json:"label"`
	Vector  int `json:"vector"`
	Trained int `json:"trained"`
	Piece   int `json:"piece"`
	Buckets int `json:"buckets"`
	// Sharpness is the factor on arc scores that makes their softmax a fair probability.
	Sharpness float64   `json:"sharpness"`
	Tags      []string  `json:"tags"`
	Relations []string  `json:"relations"`
	Sections  []section `json:"sections"`
}

type section struct {
	Name  string `json:"name"`
	At    int    `json:"at"`
	Bytes int    `json:"bytes"`
}

// tables gives the sections of a weights file by name. The first fault met stays
// in err, so that a reader may take many sections and ask once.
type tables struct {
	header
	body string
	at   map[string]section
	err  error
}

func openTables(raw string) (*tables, error) {
	if len(raw) < len(magic)+4 || raw[:len(magic)] != magic {
		return nil, fmt.Errorf("opening weights: not a %s file", magic)
	}
	size := int(binary.LittleEndian.Uint32([]byte(raw[len(magic) : len(magic)+4])))
	rest := raw[len(magic)+4:]
	if size > len(rest) {
		return nil, fmt.Errorf("opening weights: header of %d bytes in a file of %d", size, len(raw))
	}
	t := &tables{body: rest[size:], at: map[string]section{}}
	if err := json.NewDecoder(strings.NewReader(rest[:size])).Decode(&t.header); err != nil {
		return nil, fmt.Errorf("reading the header of weights: %w", err)
	}
	for _, s := range t.Sections {
		if s.At < 0 || s.Bytes < 0 || s.At+s.Bytes > len(t.body) {
			return nil, fmt.Errorf("reading the header of weights: section %q lies outside the file", s.Name)
		}
		t.at[s.Name] = s
	}
	return t, nil
}

// bytes returns a section that must be size bytes long, or of any length when size is negative.
func (t *tables) bytes(name string, size int) string {
	s, ok := t.at[name]
	if !ok || (size >= 0 && s.Bytes != size) {
		if t.err == nil {
			t.err = fmt.Errorf("reading weights: section %q has %d bytes, not %d", name, s.Bytes, size)
		}
		return strings.Repeat("\x00", max(size, 0))
	}
	return t.body[s.At : s.At+s.Bytes]
}

func (t *tables) floats(name string, n int) []float32 {
	raw := t.bytes(name, 4*n)
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(word32(raw, i))
	}
	return out
}

// word32 decodes the i-th little-endian word of raw.
func word32(raw string, i int) uint32 {
	b := raw[4*i : 4*i+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// wordTable finds the vector of a word by binary search; nothing is unpacked, so
// opening it costs nothing. Row 0 is padding and row 1 the unknown word.
type wordTable struct {
	text, offsets string
	words, width  int
	rows, scales  string
}

func (t *tables) words(name string, width int) wordTable {
	offsets := t.bytes(name+".offsets", -1)
	n := max(len(offsets)/4-1, 0)
	w := wordTable{
		text: t.bytes(name+".words", -1), offsets: offsets, words: n, width: width,
		rows: t.bytes(name+".rows", (n+2)*width), scales: t.bytes(name+".scale", (n+2)*4),
	}
	if n > 0 && int(word32(offsets, n)) != len(w.text) && t.err == nil {
		t.err = fmt.Errorf("reading weights: the words of %q end at %d, not %d", name, word32(offsets, n), len(w.text))
	}
	return w
}

// find returns the row of a word, or 0.
func (w *wordTable) find(word string) int {
	low, high := 0, w.words
	for low < high {
		mid := (low + high) / 2
		switch got := w.text[word32(w.offsets, mid):word32(w.offsets, mid+1)]; {
		case got == word:
			return mid + 2
		case got < word:
			low = mid + 1
		default:
			high = mid
		}
	}
	return 0
}

// put writes the numbers of a row to dst.
func (w *wordTable) put(dst []float32, row int) {
	scale := math.Float32frombits(word32(w.scales, row))
	for i := range w.width {
		dst[i] = float32(int8(w.rows[row*w.width+i])) * scale
	}
}
