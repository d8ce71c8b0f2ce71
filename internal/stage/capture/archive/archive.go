// Package archive reads web archives: WARC files (ISO 28500, versions 1.0 and 1.1),
// packed record by record or not, and WACZ files, which are zip files of such.
//
// It yields the pages that were answered with status 200, without their HTTP heads and
// transfer encodings. A broken record costs that record and is told as an Issue; what
// is no page (pictures, scripts, requests, redirects) is passed over.
package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
)

// Page is one page of an archive.
type Page struct {
	// URL is the address as the archive has it.
	URL string
	// Retrieved is when the page was fetched for the archive; zero where it is not said.
	Retrieved time.Time
	// MediaType and Charset are what the server said; either may be empty.
	MediaType, Charset string
	// Bytes is the page without HTTP head and encodings.
	Bytes []byte
}

// Limits bound what an archive may cost.
type Limits struct {
	PageBytes  int64 // of one page, unpacked; larger ones are left out
	TotalBytes int64 // of all records, unpacked; the rest is left out
	Files      int   // of a WACZ file
}

// DefaultLimits are 16 MiB a page, 16 GiB an archive, 1,000 files in a WACZ.
func DefaultLimits() Limits {
	return Limits{PageBytes: 16 << 20, TotalBytes: 16 << 30, Files: 1000}
}

// Open reads the archive in a file on disk. Each step yields either a page and a nil
// issue, or a zero page and an issue that says what was left out, or what is odd about
// a page that is yielded all the same.
func Open(name string, l Limits) iter.Seq2[Page, *trucewatch.Issue] {
	return func(yield func(Page, *trucewatch.Issue) bool) {
		w := &walker{name: name, limits: l, left: l.TotalBytes, yield: yield}
		f, err := os.Open(name)
		if err != nil {
			w.note("", "the archive was left out", plain(err))
			return
		}
		defer f.Close()
		var magic [4]byte
		n, err := f.ReadAt(magic[:], 0)
		if err != nil && !errors.Is(err, io.EOF) {
			w.note("", "the archive was left out", plain(err))
			return
		}
		if bytes.HasPrefix(magic[:n], []byte("PK\x03\x04")) {
			w.zip(f)
			return
		}
		w.stream(f)
	}
}

// Read reads a WARC file from a stream; name is what the issues call it.
func Read(r io.Reader, name string, l Limits) iter.Seq2[Page, *trucewatch.Issue] {
	return func(yield func(Page, *trucewatch.Issue) bool) {
		w := &walker{name: name, limits: l, left: l.TotalBytes, yield: yield}
		w.stream(r)
	}
}

// walker is the state of reading one archive. Its methods return false when the caller
// wants no more.
type walker struct {
	name    string
	limits  Limits
	left    int64 // bytes that may still be unpacked
	yield   func(Page, *trucewatch.Issue) bool
	records int
	over    bool // the caller, or a limit, has ended the walk
}

// note yields an issue.
func (w *walker) note(where, what, why string) bool {
	if !w.over && !w.yield(Page{}, &trucewatch.Issue{Where: w.name + where, What: what, Why: why}) {
		w.over = true
	}
	return !w.over
}

// zip reads the WARC files of a WACZ file. Names only choose which files are read:
// nothing is written anywhere.
func (w *walker) zip(f *os.File) {
	stat, err := f.Stat()
	if err != nil {
		w.note("", "the archive was left out", plain(err))
		return
	}
	z, err := zip.NewReader(f, stat.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		w.note("", "the archive was left out", "it is no zip file that can be read: "+err.Error())
		return
	}
	found, outer := 0, w.name
	for i, file := range z.File {
		if i >= w.limits.Files {
			w.note("", "the rest of the archive was left out", fmt.Sprintf("it holds more than %d files", w.limits.Files))
			return
		}
		low := strings.ToLower(file.Name)
		if !strings.HasSuffix(low, ".warc") && !strings.HasSuffix(low, ".warc.gz") {
			continue
		}
		if file.Name != path.Clean(file.Name) || strings.HasPrefix(file.Name, "/") || strings.HasPrefix(file.Name, "..") || strings.Contains(file.Name, `\`) {
			if !w.note("", fmt.Sprintf("the file %q in it was left out", file.Name), "its name leads out of the archive") {
				return
			}
			continue
		}
		found++
		r, err := file.Open()
		if err != nil {
			w.note("", fmt.Sprintf("the file %q in it was left out", file.Name), err.Error())
			continue
		}
		w.name, w.records = outer+"/"+file.Name, 0
		w.stream(r)
		w.name = outer
		_ = r.Close() // it was only read
		if w.over {
			return
		}
	}
	if found == 0 {
		w.note("", "the archive was left out", "it is a zip file without a WARC file in it")
	}
}

// stream reads one WARC file. Each packed part of it holds one record, or all.
func (w *walker) stream(r io.Reader) {
	b := bufio.NewReaderSize(r, 64<<10)
	for part := 0; !w.over; part++ {
		magic, err := b.Peek(2)
		switch {
		case errors.Is(err, io.EOF) && part == 0:
			w.note("", "the archive was left out", "the file is empty")
			return
		case err != nil && !errors.Is(err, io.EOF):
			w.note("", "the rest of the archive was left out", err.Error())
			return
		case len(magic) < 2 || magic[0] == 0 && magic[1] == 0 && part > 0:
			return // the end, or padding
		case magic[0] == 0x1f && magic[1] == 0x8b:
			if err := w.packed(b); err != nil && !w.note(w.at(), "the record is damaged", "it cannot be unpacked to its end: "+err.Error()) {
				return
			}
		case part == 0:
			w.recordsOf(b)
			return
		default:
			if !nextPart(b) {
				return
			}
		}
	}
}

// packed reads the records of one packed part.
func (w *walker) packed(b *bufio.Reader) error {
	z, err := gzip.NewReader(b)
	if err != nil {
		return err
	}
	z.Multistream(false)
	if whole := w.recordsOf(bufio.NewReader(z)); w.over || !whole {
		return nil // what was lost was told
	}
	_, err = io.Copy(io.Discard, io.LimitReader(z, w.left)) // the checksum stands at the end
	return err
}

// nextPart skips to what looks like the beginning of a packed part.
func nextPart(b *bufio.Reader) bool {
	magic := []byte("\x1f\x8b\x08")
	for {
		seen, err := b.Peek(max(len(magic), b.Buffered()))
		if at := bytes.Index(seen, magic); at >= 0 {
			_, _ = b.Discard(at) // they are in the buffer
			return true
		}
		if err != nil {
			return false
		}
		_, _ = b.Discard(len(seen) - len(magic) + 1)
	}
}

// at names the record that is being read.
func (w *walker) at() string { return fmt.Sprintf(": record %d", w.records) }

// plain strips operation and path from an error of the file system.
func plain(err error) string {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err.Error()
	}
	return err.Error()
}
