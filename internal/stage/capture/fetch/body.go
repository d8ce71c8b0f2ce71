package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

// layers is how often an answer may be packed in itself.
const layers = 2

// An answer that is larger than smallBytes may be at most maxRatio times as large as
// what came over the wire. Pages have 5, repetitive tables 50, bombs 1000.
const (
	smallBytes = 1 << 20
	maxRatio   = 150
)

// body reads and unpacks an answer that may have at most limit bytes.
func body(resp *http.Response, limit int64) ([]byte, error) {
	if resp.ContentLength > limit {
		return nil, fmt.Errorf("%w: %s", errTooLarge, sizes(resp.ContentLength, limit))
	}
	codings, err := codings(resp.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	wire := &counter{r: io.LimitReader(resp.Body, limit+1)}
	var r io.Reader = wire
	for _, coding := range slices.Backward(codings) {
		if r, err = unpacked(coding, r); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	for {
		_, err := io.CopyN(&b, r, min(chunk, limit+1-int64(b.Len())))
		switch {
		case int64(b.Len()) > limit || wire.n > limit:
			return nil, fmt.Errorf("%w: %s", errTooLarge, sizes(max(int64(b.Len()), wire.n), limit))
		case len(codings) > 0 && b.Len() > smallBytes && int64(b.Len()) > maxRatio*wire.n:
			return nil, errBomb
		case errors.Is(err, io.EOF):
			drain(resp.Body)
			return b.Bytes(), nil
		case err != nil:
			return nil, garbled(err)
		}
	}
}

// chunk is how much is unpacked between two looks at the limits.
const chunk = 256 << 10

func sizes(n, limit int64) string {
	const mib = 1 << 20
	return fmt.Sprintf("at least %.1f MiB, and the limit is %.1f MiB", float64(n)/mib, float64(limit)/mib)
}

// counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// codings lists the content encodings of an answer in the order they were put on.
func codings(values []string) ([]string, error) {
	var out []string
	for name := range strings.SplitSeq(strings.ToLower(strings.Join(values, ",")), ",") {
		switch name = strings.TrimSpace(name); name {
		case "", "identity", "utf-8", "none":
		case "gzip", "x-gzip", "deflate", "br":
			out = append(out, name)
		default:
			return nil, fmt.Errorf("%w: it says %q, which was not asked for", errGarbled, name)
		}
	}
	if len(out) > layers {
		return nil, fmt.Errorf("%w: it is packed %d times over", errBomb, len(out))
	}
	return out, nil
}

// unpacked takes one encoding off. What says to be packed and is not is given as it
// is: some servers send the header for every file.
func unpacked(coding string, r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, garbled(err)
	}
	if len(head) < 2 {
		return b, nil
	}
	if coding == "br" {
		return &brotliReader{brotli.NewReader(&marked{r: b})}, nil
	}
	switch {
	case coding != "deflate" && head[0] == 0x1f && head[1] == 0x8b:
		z, err := gzip.NewReader(b)
		return z, garbled(err)
	case coding != "deflate":
		return b, nil
	case head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0:
		z, err := zlib.NewReader(b)
		return z, garbled(err)
	}
	return flate.NewReader(b), nil
}

// brotliReader marks errors of unpacking: those of the library have no type. An error of
// the connection stays what it is.
type brotliReader struct{ r io.Reader }

func (b *brotliReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if cut, ok := errors.AsType[*lineError](err); ok {
		return n, cut.err
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: %w", errGarbled, err)
	}
	return n, err
}

// lineError is an error of what lies below an unpacking.
type lineError struct{ err error }

func (e *lineError) Error() string { return e.err.Error() }

// marked tells the errors of a connection from those of unpacking.
type marked struct{ r io.Reader }

func (m *marked) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = &lineError{err}
	}
	return n, err
}

// garbled marks errors of unpacking. A broken connection stays what it is.
func garbled(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, zlib.ErrChecksum) ||
		errors.Is(err, zlib.ErrHeader) || errors.Is(err, zlib.ErrDictionary) || errors.As(err, &corrupt) {
		return fmt.Errorf("%w: %w", errGarbled, err)
	}
	return err
}
