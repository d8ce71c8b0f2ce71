package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/internal/output/claims"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	"github.com/trucewatch/trucewatch/packs"
)

// Coder codes texts one by one: each is read by itself, and nothing is kept.
type Coder struct {
	line  *Line
	codes claims.Dictionary
}

// NewCoder makes a coder. Names of the dictionary that the program would not take
// for names are added to those it knows, as names of organizations.
func NewCoder(mode Mode, codes claims.Dictionary) (*Coder, error) {
	line, err := NewLine(mode)
	if err != nil {
		return nil, err
	}
	var unknown []string
	for _, name := range codes.Names() {
		if !strings.ContainsAny(name, ";?\n") && !found(line.finder, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		if line.finder, err = names.Load(withNames{packs.FS, strings.Join(unknown, "; ")}); err != nil {
			return nil, fmt.Errorf("adding the dictionary of actors: %w", err)
		}
	}
	return &Coder{line, codes}, nil
}

// found reports whether the finder takes the whole of some words for a name.
func found(f *names.Finder, words string) bool {
	for _, m := range f.Find(words, []trucewatch.Sentence{{Span: trucewatch.Span{Start: 0, End: len(words)}}}) {
		if m.Start == 0 && m.End == len(words) {
			return true
		}
	}
	return false
}

// withNames is the packs with more names in the list of bodies.
type withNames struct {
	fs.FS
	names string
}

// ReadFile reads a file of the packs.
func (w withNames) ReadFile(name string) ([]byte, error) {
	content, err := fs.ReadFile(w.FS, name)
	if err == nil && name == "en/names/bodies.txt" {
		content = append(append(bytes.TrimRight(content, "\n"), '\n'), w.names+"\n"...)
	}
	return content, err
}

// Coded counts what was done with a stream of texts.
type Coded struct{ Texts, Faults int }

// maxLine is the longest line that is read, in bytes.
const maxLine = 16 << 20

// passage is a line on its way through the coder.
type passage struct {
	number int
	line   []byte
	answer []byte
	fault  bool
	done   chan struct{} // closed when answer and fault are there
}

// Code reads JSON Lines from in and writes a line for each to out, in order, while
// reading on. A line that is no text to be coded becomes an error object in its
// place; lines of nothing but white space are passed over. The error is of the
// streams, never of a line. When ctx is done it returns at once; a read of in that
// is under way is left to end by itself.
func (c *Coder) Code(ctx context.Context, in io.Reader, out io.Writer) (Coded, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	order, ended := c.start(ctx, in)
	var count Coded
	for {
		var t *passage
		select {
		case <-ctx.Done():
			return count, fmt.Errorf("coding texts: %w", ctx.Err())
		case t = <-order:
		}
		if t == nil {
			return count, <-ended
		}
		select {
		case <-ctx.Done():
			return count, fmt.Errorf("coding texts: %w", ctx.Err())
		case <-t.done:
		}
		count.Texts++
		if t.fault {
			count.Faults++
		}
		if _, err := out.Write(t.answer); err != nil {
			return count, fmt.Errorf("writing claims: %w", err)
		}
	}
}

// start reads lines and codes them on all processors. The first channel has them in
// order and is closed at the end; the second then has the error of reading.
func (c *Coder) start(ctx context.Context, in io.Reader) (order <-chan *passage, ended <-chan error) {
	workers := runtime.GOMAXPROCS(0)
	work := make(chan *passage)
	line := make(chan *passage, 4*workers) // how far reading may run ahead of writing
	end := make(chan error, 1)
	for range workers {
		go func() {
			for t := range work {
				t.answer, t.fault = c.one(ctx, t.number, t.line)
				close(t.done)
			}
		}()
	}
	go func() {
		defer close(line)
		defer close(work)
		end <- eachLine(ctx, in, func(number int, content []byte) bool {
			t := &passage{number: number, line: content, done: make(chan struct{})}
			for _, to := range []chan *passage{line, work} {
				select {
				case to <- t:
				case <-ctx.Done():
					return false
				}
			}
			return true
		})
	}()
	return line, end
}

// eachLine calls take with each line that holds anything, until it says stop. A
// line that is too long is given as nil.
func eachLine(ctx context.Context, in io.Reader, take func(number int, line []byte) bool) error {
	r := bufio.NewReaderSize(in, 64<<10)
	for number := 1; ctx.Err() == nil; number++ {
		line, long, err := readLine(r)
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff")) // as some editors write it before everything
		}
		if long || len(bytes.TrimSpace(line)) > 0 {
			if !take(number, line) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading texts: %w", err)
		}
	}
	return nil
}

// readLine reads up to the next end of line. Of a line longer than maxLine it
// returns nothing but that it is.
func readLine(r *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// given is what a line may hold; other keys are passed over.
type given struct {
	ID    json.RawMessage `json:"id"`
	Text  *string         `json:"text"`
	Date  string          `json:"date"`
	Title string          `json:"title"`
}

// one codes a line and reports whether it was at fault.
func (c *Coder) one(ctx context.Context, number int, line []byte) (answer []byte, fault bool) {
	id, r, err := c.read(ctx, line)
	if err != nil {
		return claims.Bytes(claims.Fault{ID: record.Nullable(id), Line: number, Error: err.Error()}), true
	}
	return claims.Bytes(claims.New(id, r, c.codes)), false
}

// read reads the text of a line by itself.
func (c *Coder) read(ctx context.Context, line []byte) (id string, r record.Record, err error) {
	var g given
	switch {
	case line == nil:
		return "", r, fmt.Errorf("the line is longer than %d MiB", maxLine>>20)
	case !utf8.Valid(line):
		return "", r, errors.New("the line is not UTF-8")
	}
	if err := json.Unmarshal(line, &g); err != nil {
		why := err.Error()
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			why = "it is of the kind " + wrong.Value
			if wrong.Field != "" {
				why = wrong.Field + " is of the kind " + wrong.Value
			}
		}
		id, _ := name(g.ID) // it may have been read before the fault
		return id, r, fmt.Errorf("the line is no JSON object with id and text: %s", why)
	}
	if id, err = name(g.ID); err != nil {
		return "", r, err
	}
	if g.Text == nil || strings.TrimSpace(*g.Text) == "" {
		return id, r, errors.New("there is no text")
	}
	if _, err := time.Parse(time.DateOnly, g.Date); g.Date != "" && err != nil {
		return id, r, fmt.Errorf("the date %q is no day such as 2025-08-19", g.Date)
	}
	meta, err := json.Marshal(map[string]string{"date": g.Date, "title": g.Title})
	if err != nil {
		return id, r, fmt.Errorf("reading title and date: %w", err)
	}
	r, err = c.line.Compute(ctx, []trucewatch.Capture{capture.New("line.txt", []byte(*g.Text), meta)}, nil, nil)
	if err != nil {
		return id, r, err
	}
	if len(r.Reports) != 1 {
		for _, i := range r.Issues {
			return id, r, fmt.Errorf("%s: %s", i.What, i.Why)
		}
		return id, r, errors.New("the text is no report")
	}
	if g.Date != "" && r.Reports[0].Published.Basis == "given" {
		r.Reports[0].Published.Why = "the line has date " + g.Date
	}
	return id, r, nil
}

// name reads an id, which may be text or a number.
func name(raw json.RawMessage) (string, error) {
	var text string
	var number json.Number
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return "", errors.New("there is no id")
	case json.Unmarshal(raw, &text) == nil && text != "":
		return text, nil
	case json.Unmarshal(raw, &number) == nil && number != "":
		return number.String(), nil
	}
	return "", fmt.Errorf("the id %s is neither text nor a number", raw)
}
