package app

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// shelf keeps what single documents were read as, so that one report more costs one
// reading and not all of them again. Everything on it can be made again at any time:
// what cannot be had from it, for whatever reason, is read anew.
type shelf struct {
	store store.Store
	// stamp is what a reading hangs on besides the document: see Project.stamp.
	stamp string
	// held holds what was read a while ago, while the project is open; nil for nothing.
	held *holding

	packer packer

	mu      sync.Mutex
	pending []store.Shelved
}

// shelf is the shelf of the project for readings of a stamp.
func (p *Project) shelf(stamp string) *shelf {
	return &shelf{store: p.store, stamp: stamp, held: p.held}
}

// over is the line that takes readings from a shelf, nil for none, and captures that
// come without their bytes from a store.
func (l *Line) over(s *shelf, st store.Store) *Line {
	with := *l
	with.shelf, with.load = s, st.Capture
	return &with
}

// packer keeps what packing needs, a megabyte each time, to use it again.
type packer struct{ free sync.Pool }

// to writes something packed.
func (p *packer) to(b io.Writer, write func(io.Writer) error) error {
	w, ok := p.free.Get().(*flate.Writer)
	if ok {
		w.Reset(b)
	} else {
		var err error
		if w, err = flate.NewWriter(b, flate.BestSpeed); err != nil {
			return fmt.Errorf("packing a reading: %w", err)
		}
	}
	defer p.free.Put(w)
	if err := write(w); err != nil {
		return fmt.Errorf("packing a reading: %w", err)
	}
	return w.Close()
}

// shelfBatch is how many readings go into one transaction.
const shelfBatch = 32

// mark names what a reading was made from and by what.
func (s *shelf) mark(c trucewatch.Capture) string { return markOf(s.stamp, c) }

func markOf(stamp string, c trucewatch.Capture) string {
	h := sha256.New()
	for _, part := range []string{stamp, c.ID, c.Name, c.Path, c.MediaType, string(c.Meta)} {
		_, _ = fmt.Fprintf(h, "%d %s", len(part), part) // a hash takes all it is given
	}
	return hex.EncodeToString(h.Sum(nil))
}

// extracted returns what a document is known to hold.
func (s *shelf) extracted(c trucewatch.Capture) (extracted, bool) {
	if s == nil {
		return extracted{}, false
	}
	return s.held.takeExtract(c)
}

// take finds the reading of a document.
func (s *shelf) take(ctx context.Context, c trucewatch.Capture) (read, bool) {
	mark := s.mark(c)
	if r, ok := s.held.take(c.ID, mark); ok {
		return r, true
	}
	content, err := s.store.Unshelve(ctx, c.ID, mark)
	if err != nil || content == nil {
		return read{}, false
	}
	r, err := unpack(content)
	if err != nil {
		return read{}, false
	}
	share(r)
	s.held.put(c.ID, mark, r)
	return r, true
}

// put keeps the reading of a document.
func (s *shelf) put(ctx context.Context, c trucewatch.Capture, r read) {
	mark := s.mark(c)
	s.held.put(c.ID, mark, r)
	content, err := s.packer.pack(r)
	if err != nil {
		return
	}
	s.mu.Lock()
	s.pending = append(s.pending, store.Shelved{Capture: c.ID, Mark: mark, Content: content})
	full := len(s.pending) >= shelfBatch
	s.mu.Unlock()
	if full {
		s.flush(ctx)
	}
}

// flush writes down what is pending.
func (s *shelf) flush(ctx context.Context) {
	s.mu.Lock()
	list := s.pending
	s.pending = nil
	s.mu.Unlock()
	if len(list) > 0 {
		_ = s.store.Shelve(ctx, list) // it is read anew the next time
	}
}

// packed is a reading as it is written. A number that is pointed to would come back as
// nil where it is nought, so the bounds of figures stand apart.
type packed struct {
	Readings []trucewatch.Reading
	Claims   []trucewatch.Claims
	Issues   []trucewatch.Issue
	Bounds   [][]bounds // by claims and figure
}

// bounds are those of one figure; Has tells which there are: 1 for Min, 2 for Max.
type bounds struct{ Has, Min, Max int }

func (p *packer) pack(r read) ([]byte, error) {
	out := packed{Readings: r.readings, Claims: r.claims, Issues: r.issues}
	for _, c := range r.claims {
		list := make([]bounds, len(c.Figures))
		for i, f := range c.Figures {
			if f.Min != nil {
				list[i].Has, list[i].Min = 1, *f.Min
			}
			if f.Max != nil {
				list[i].Has, list[i].Max = list[i].Has+2, *f.Max
			}
		}
		out.Bounds = append(out.Bounds, list)
	}
	var b bytes.Buffer
	err := p.to(&b, func(w io.Writer) error { return gob.NewEncoder(w).Encode(out) })
	return b.Bytes(), err
}

// largestReading bounds what is unpacked: a broken row must not fill the memory.
const largestReading = 1 << 30

func unpack(content []byte) (read, error) {
	var p packed
	if err := gob.NewDecoder(io.LimitReader(flate.NewReader(bytes.NewReader(content)), largestReading)).Decode(&p); err != nil {
		return read{}, fmt.Errorf("unpacking a reading: %w", err)
	}
	if len(p.Readings) != len(p.Claims) || len(p.Bounds) != len(p.Claims) {
		return read{}, fmt.Errorf("unpacking a reading: %d readings, %d claims", len(p.Readings), len(p.Claims))
	}
	for i := range p.Readings {
		if !whole(&p.Readings[i]) {
			return read{}, errors.New("unpacking a reading: its sentences are not those of its text")
		}
	}
	for i := range p.Claims {
		figures := p.Claims[i].Figures
		if len(figures) != len(p.Bounds[i]) {
			return read{}, fmt.Errorf("unpacking a reading: %d figures, %d bounds", len(figures), len(p.Bounds[i]))
		}
		for k := range figures {
			figures[k].Min, figures[k].Max = p.Bounds[i][k].pointers()
		}
	}
	return read{readings: p.Readings, claims: p.Claims, issues: p.Issues}, nil
}

// whole reports whether the sentences of a reading lie in its text, with their words.
func whole(r *trucewatch.Reading) bool {
	for _, s := range r.Sentences {
		if s.Start < 0 || s.Start > s.End || s.End > len(r.Report.Text) || s.Folded != nil && !s.Folded.Sound() {
			return false
		}
	}
	return true
}

func (b bounds) pointers() (least, most *int) {
	if b.Has&1 != 0 {
		least = &b.Min
	}
	if b.Has&2 != 0 {
		most = &b.Max
	}
	return least, most
}
