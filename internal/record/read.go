package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Unmarshal reads one record. It refuses another format and anything after the
// record; keys that this version does not know are passed over, so that a later
// version of the format can still be read. A key that is missing reads as null.
func Unmarshal(r io.Reader) (Record, error) {
	var rec Record
	decoder := json.NewDecoder(r)
	if err := decoder.Decode(&rec); err != nil {
		return Record{}, fmt.Errorf("reading record: %w", err)
	}
	if rec.Format != Format {
		return Record{}, fmt.Errorf("reading record: format is %q, want %q", rec.Format, Format)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Record{}, errors.New("reading record: there is more after the end of the record")
	}
	return rec, nil
}

// UnmarshalJSON reads a mention; one without the key named is a proper name.
func (m *Mention) UnmarshalJSON(b []byte) error {
	type plain Mention
	p := plain{Named: true}
	if err := json.Unmarshal(b, &p); err != nil {
		return fmt.Errorf("reading mention: %w", err)
	}
	*m = Mention(p)
	return nil
}

// Ruler converts byte offsets into one text to code points.
type Ruler struct {
	points []int32 // code points before each byte
}

// NewRuler measures text.
func NewRuler(text string) Ruler {
	points := make([]int32, len(text)+1)
	n := int32(-1)
	for i := range len(text) {
		if text[i]&0xC0 != 0x80 {
			n++
		}
		points[i] = n
	}
	points[len(text)] = n + 1
	return Ruler{points}
}

// CodePoint returns the number of code points before a byte offset, which must
// be the start of a code point or the length of the text.
func (r Ruler) CodePoint(offset int) int { return int(r.points[offset]) }
