package archive

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
)

// message is an HTTP answer as it went over the wire.
type message struct {
	status            int
	media, charset    string
	transfer, content string // encodings, in lower case
	body              []byte
}

var (
	errNoHead = errors.New("it holds no HTTP answer")
	errCoding = errors.New("the page is packed in a way that is not read")
)

// parseMessage takes the HTTP head off. Heads with line feeds alone are read too.
func parseMessage(block []byte) (message, error) {
	head, body, ok := bytes.Cut(block, []byte("\r\n\r\n"))
	if lean, rest, found := bytes.Cut(block, []byte("\n\n")); found && (!ok || len(lean) < len(head)) {
		head, body, ok = lean, rest, true
	}
	lines := strings.Split(string(head), "\n")
	version := strings.Fields(lines[0])
	if !ok || len(version) < 2 || !strings.HasPrefix(version[0], "HTTP/") {
		return message{}, errNoHead
	}
	m := message{body: body}
	m.status, _ = strconv.Atoi(version[1])
	for _, l := range lines[1:] {
		name, value, _ := strings.Cut(l, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "content-type":
			if m.media == "" {
				m.media, m.charset = mediaOf(value)
			}
		case "content-encoding":
			m.content = strings.ToLower(value)
		case "transfer-encoding":
			m.transfer = strings.ToLower(value)
		}
	}
	return m, nil
}

// mediaOf reads a content type, also one with broken parameters.
func mediaOf(s string) (media, charset string) {
	if media, params, err := mime.ParseMediaType(s); err == nil {
		return media, strings.ToLower(params["charset"])
	}
	media, rest, _ := strings.Cut(strings.ToLower(s), ";")
	if _, after, ok := strings.Cut(rest, "charset="); ok {
		charset, _, _ = strings.Cut(strings.TrimLeft(after, `"' `), ";")
	}
	return strings.TrimSpace(media), strings.Trim(charset, `"' `)
}

// decoded takes the encodings off the body. Many archives keep the body unpacked under
// the head that says it is packed: then it is taken as it is.
func (m message) decoded(limit int64) ([]byte, error) {
	body := m.body
	if strings.Contains(m.transfer, "chunked") {
		if whole, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), limit+1)); err == nil {
			body = whole
		}
	}
	switch {
	case bytes.HasPrefix(body, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("unpacking the page: %w", err)
		}
		return bounded(z, limit)
	case m.content == "deflate":
		if z, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			return bounded(z, limit)
		}
	case m.content != "" && m.content != "identity" && m.content != "gzip" && m.content != "x-gzip" && !readable(body):
		return nil, fmt.Errorf("%w: %q", errCoding, m.content)
	}
	if int64(len(body)) > limit {
		return nil, tooLong(limit)
	}
	return body, nil
}

func tooLong(limit int64) error { return fmt.Errorf("the page is larger than %d MiB", limit>>20) }

// bounded unpacks at most limit bytes.
func bounded(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, tooLong(limit)
	}
	if err != nil {
		return nil, fmt.Errorf("unpacking the page: %w", err)
	}
	return b, nil
}

// readable reports whether bytes begin like text.
func readable(b []byte) bool {
	for _, c := range b[:min(len(b), 64)] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}

// pageLike reports whether an answer is a page to be read.
func pageLike(p Page, body []byte) bool {
	if u, err := url.Parse(p.URL); err != nil || strings.HasSuffix(u.Path, "/robots.txt") {
		return false
	}
	switch p.MediaType {
	case "text/html", "application/xhtml+xml", "text/plain", "text/markdown":
		return true
	case "", "application/octet-stream":
		head := bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 512)]))
		return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
	}
	return false
}

// digest holds a record against the digests in its head. A page that does not fit is
// yielded all the same: the words may still be whole, and the reader is told.
func (w *walker) digest(r record, body []byte) {
	if want := r.fields["warc-block-digest"]; want != "" && !fits(want, r.block) {
		w.note(w.at(), "the digest of the record does not fit", "its bytes were changed or damaged: "+want)
		return
	}
	want := r.fields["warc-payload-digest"]
	if want == "" || fits(want, body) {
		return
	}
	whole, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), w.limits.PageBytes))
	if err == nil && fits(want, whole) {
		return // some writers take the digest without the transfer encoding
	}
	w.note(w.at(), "the digest of the page does not fit", "its bytes were changed or damaged: "+want)
}

// fits reports whether a labelled digest ("sha1:…", in base 32 or hexadecimal) is that
// of b. Unknown algorithms fit anything.
func fits(labelled string, b []byte) bool {
	label, want, _ := strings.Cut(labelled, ":")
	var sum []byte
	switch strings.ReplaceAll(strings.ToLower(label), "-", "") {
	case "sha1":
		s := sha1.Sum(b)
		sum = s[:]
	case "sha256":
		s := sha256.Sum256(b)
		sum = s[:]
	case "md5":
		s := md5.Sum(b)
		sum = s[:]
	default:
		return true
	}
	want = strings.TrimRight(strings.TrimSpace(want), "=")
	return strings.EqualFold(want, base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum)) || strings.EqualFold(want, hex.EncodeToString(sum))
}
