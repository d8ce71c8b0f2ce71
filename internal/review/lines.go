package review

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/trucewatch/trucewatch"
)

// line is one decision as it is handed from machine to machine.
type line struct {
	ID          string          `json:"id"`
	Who         string          `json:"who"`
	When        time.Time       `json:"when"`
	Kind        string          `json:"kind"`
	Why         string          `json:"why"`
	Fingerprint string          `json:"fingerprint"`
	Words       string          `json:"words"`
	Payload     json.RawMessage `json:"payload"`
}

// Write writes one decision as a line of JSON.
func Write(w io.Writer, d trucewatch.Decision) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	payload := json.RawMessage(d.Payload)
	if !json.Valid(payload) {
		payload = nil
	}
	if err := e.Encode(line{d.ID, d.Who, d.When, string(d.Kind), d.Why, d.Fingerprint, d.Words, payload}); err != nil {
		return fmt.Errorf("writing decision %q: %w", d.ID, err)
	}
	return nil
}

// longestLine bounds one line, in bytes.
const longestLine = 1 << 20

// errIncomplete is said of a line that lacks what every decision has.
var errIncomplete = errors.New("id, who, when, kind and fingerprint are needed")

// Read reads lines of decisions and hands each on. The error names the line.
func Read(r io.Reader, each func(trucewatch.Decision) error) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, longestLine)
	n := 0
	for scan.Scan() {
		n++
		if len(scan.Bytes()) == 0 {
			continue
		}
		var l line
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
		d := trucewatch.Decision{
			ID: l.ID, Who: l.Who, When: l.When, Kind: trucewatch.DecisionKind(l.Kind), Why: l.Why, Fingerprint: l.Fingerprint, Words: l.Words,
		}
		if string(l.Payload) != "null" {
			d.Payload = l.Payload
		}
		if !known(d.Kind) {
			return fmt.Errorf("reading line %d: no decision is a %q", n, l.Kind)
		}
		if d.ID == "" || d.Who == "" || d.When.IsZero() || d.Fingerprint == "" {
			return fmt.Errorf("reading line %d: %w", n, errIncomplete)
		}
		if err := each(d); err != nil {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("reading line %d: %w", n+1, err)
	}
	return nil
}

func known(k trucewatch.DecisionKind) bool {
	switch k {
	case trucewatch.Accept, trucewatch.Refuse, trucewatch.Correct, trucewatch.Merge, trucewatch.Split, trucewatch.Unsure, trucewatch.Comment, trucewatch.Undo:
		return true
	}
	return false
}
