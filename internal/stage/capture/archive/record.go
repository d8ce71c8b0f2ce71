package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// record is one record of a WARC file with its block, as much of it as the limit allows.
type record struct {
	fields map[string]string // names in lower case; of two the first
	size   int64             // of the block, as the record says
	block  []byte
}

// The bounds of a record's head.
const (
	lineBytes  = 64 << 10
	headFields = 200
)

var (
	errNoLength = errors.New("it does not say how long it is")
	errLine     = errors.New("a line of its head is longer than 64 KiB")
	errFields   = errors.New("its head has more than 200 fields")
)

// recordsOf reads the records of a stream until its end, and reports whether that was
// reached; what kept it from that was told.
func (w *walker) recordsOf(b *bufio.Reader) (whole bool) {
	for !w.over {
		skipped, err := w.toVersion(b)
		if skipped && !w.note(w.at(), "bytes behind the record were left out", "the record is longer or shorter than it says") {
			return false
		}
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			w.note(w.at(), "the rest was left out", err.Error())
			w.over = w.over || w.left < 0
			return false
		}
		w.records++
		r, err := w.head(b)
		if err == nil {
			b, err = w.body(b, &r)
		}
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			w.note(w.at(), "the record was left out", "the archive breaks off inside it")
			return false
		}
		if err == nil {
			w.take(r)
		} else if !w.note(w.at(), "the record was left out", err.Error()) {
			return false
		}
	}
	return false
}

// toVersion reads on to the line that opens a record, and tells whether anything but
// blank lines stood before it.
func (w *walker) toVersion(b *bufio.Reader) (skipped bool, err error) {
	for {
		line, err := b.ReadSlice('\n')
		if w.left -= int64(len(line)); w.left < 0 {
			return skipped, w.exhausted()
		}
		trimmed := bytes.TrimSpace(line)
		if bytes.HasPrefix(trimmed, []byte("WARC/")) {
			return skipped && w.records > 0, nil
		}
		skipped = skipped || len(trimmed) > 0
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			if skipped && w.records == 0 {
				return false, errors.New("it is no WARC file: no record begins with WARC/")
			}
			return skipped, err
		}
	}
}

func (w *walker) exhausted() error {
	return fmt.Errorf("the archive unpacks to more than %d MiB", w.limits.TotalBytes>>20)
}

// head reads the fields of a record up to the blank line.
func (w *walker) head(b *bufio.Reader) (record, error) {
	r := record{fields: map[string]string{}}
	last := ""
	for range headFields {
		line, err := readLine(b)
		if err != nil {
			return r, err
		}
		w.left -= int64(len(line))
		if strings.TrimSpace(line) == "" {
			n, err := strconv.ParseInt(r.fields["content-length"], 10, 64)
			if err != nil || n < 0 {
				return r, errNoLength
			}
			r.size = n
			return r, nil
		}
		if line[0] == ' ' || line[0] == '\t' {
			r.fields[last] = strings.TrimSpace(r.fields[last] + " " + strings.TrimSpace(line)) // a folded line
			continue
		}
		name, value, _ := strings.Cut(line, ":")
		last = strings.ToLower(strings.TrimSpace(name))
		if _, twice := r.fields[last]; !twice {
			r.fields[last] = strings.TrimSpace(value)
		}
	}
	return r, errFields
}

// readLine reads one line of bounded length.
func readLine(b *bufio.Reader) (string, error) {
	var out []byte
	for {
		part, err := b.ReadSlice('\n')
		out = append(out, part...)
		switch {
		case len(out) > lineBytes:
			return "", errLine
		case err == nil:
			return string(out), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", err
		}
	}
}

// body reads the block of a record. Where the record says to be longer than it is, the
// next one stands in its block: then the block is cut, and the reader that is returned
// gives back what was read too far.
func (w *walker) body(b *bufio.Reader, r *record) (*bufio.Reader, error) {
	if w.left -= r.size; w.left < 0 {
		return b, w.exhausted()
	}
	keep := min(r.size, w.limits.PageBytes+lineBytes)
	var block bytes.Buffer
	n, err := io.CopyN(&block, b, keep)
	r.block = block.Bytes()
	next := bytes.Index(r.block, []byte("\r\n\r\nWARC/1."))
	switch {
	case next >= 0 && (err != nil || !endsWell(b)):
		rest := bytes.Clone(r.block[next:])
		r.block, r.size = r.block[:next], int64(next)
		w.left += n - int64(next)
		b, err = bufio.NewReader(io.MultiReader(bytes.NewReader(rest), b)), nil
	case err == nil:
		_, err = io.CopyN(io.Discard, b, r.size-keep)
	}
	return b, err
}

// endsWell reports whether a record ends here: at the end, or with blank lines.
func endsWell(b *bufio.Reader) bool {
	next, err := b.Peek(len("\r\n\r\n"))
	return err != nil && len(bytes.TrimSpace(next)) == 0 || bytes.Equal(next, []byte("\r\n\r\n"))
}

// take yields the page that a record holds, if it holds one.
func (w *walker) take(r record) {
	p := Page{URL: strings.Trim(r.fields["warc-target-uri"], "<> ")}
	if t, err := time.Parse(time.RFC3339, r.fields["warc-date"]); err == nil {
		p.Retrieved = t.UTC()
	}
	m, err := r.answer()
	if err != nil && strings.HasPrefix(strings.ToLower(p.URL), "http") {
		w.note(w.at(), "the record was left out", err.Error())
		return
	}
	p.MediaType, p.Charset = m.media, m.charset
	if err != nil || m.status != http.StatusOK || !pageLike(p, m.body) || w.tooLarge(r) {
		return
	}
	w.digest(r, m.body)
	if p.Bytes, err = m.decoded(w.limits.PageBytes); err != nil {
		w.note(w.at(), "the record was left out", err.Error())
		return
	}
	if len(p.Bytes) == 0 {
		w.note(w.at(), "the record was left out", "the page is empty")
		return
	}
	if r.fields["warc-truncated"] != "" {
		w.note(w.at(), "the page is not whole", "the archive says that it was cut short: "+r.fields["warc-truncated"])
	}
	if !w.over && !w.yield(p, nil) {
		w.over = true
	}
}

// answer is what a server said, where the record holds that. A resource was kept
// without asking a server, and counts as an answer in full.
func (r record) answer() (message, error) {
	switch strings.ToLower(r.fields["warc-type"]) {
	case "response":
		return parseMessage(r.block)
	case "resource":
		m := message{status: http.StatusOK, body: r.block}
		m.media, m.charset = mediaOf(r.fields["content-type"])
		return m, nil
	}
	return message{}, nil
}

// tooLarge tells of a page beyond the limit.
func (w *walker) tooLarge(r record) bool {
	if r.size <= w.limits.PageBytes+lineBytes {
		return false
	}
	w.note(w.at(), "the record was left out", fmt.Sprintf("the page is larger than %d MiB", w.limits.PageBytes>>20))
	return true
}
