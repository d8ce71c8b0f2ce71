// Package capture brings documents in, exactly as they arrived: files and folders, pages
// that were fetched, dumps of places. No other stage touches disk or network; the packages
// below it ask sites and read feeds and archives.
//
// What cannot be taken in is told as an Issue that names the file and the reason.
// Nothing is decided here about what a document says: that is the extract stage's
// work, which can be repeated from the bytes kept.
package capture

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/text"
)

// Limits bound what a walk takes in, so that no single file can exhaust the machine.
type Limits struct {
	// FileBytes is the size above which a file is left out. The longest news reports
	// have some 200 KB of text, and pages about 1 MB.
	FileBytes int64
	// MetaBytes is the same for NAME.meta.json.
	MetaBytes int64
	// Depth is how many folders may lie inside one another.
	Depth int
}

// DefaultLimits are 16 MiB a file, 1 MiB a side file and 64 folders of depth.
func DefaultLimits() Limits {
	return Limits{FileBytes: 16 << 20, MetaBytes: 1 << 20, Depth: 64}
}

// ID returns the identity of a capture: the SHA-256, in hexadecimal, of name, bytes
// and side data. Each part is preceded by its length, so that no two documents
// share an ID by moving bytes from one part to another. The path takes no part: a
// folder may be moved without its reports becoming new ones.
func ID(name string, content, meta []byte) string {
	parts := [][]byte{[]byte(name), content}
	if meta != nil {
		parts = append(parts, meta)
	}
	h := sha256.New()
	var length [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:]) // a hash never returns an error
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// New makes the capture of a document whose bytes are already at hand, such as
// standard input. The media type follows from the ending of the name; it is empty
// for a kind of file that is not read.
func New(path string, content, meta []byte) trucewatch.Capture {
	name := filepath.Base(path)
	return trucewatch.Capture{
		ID: ID(name, content, meta), Name: name, Path: path,
		MediaType: mediaType(name), Bytes: content, Meta: meta,
	}
}

// Endings lists the endings of the files that are read.
func Endings() []string {
	return []string{".txt", ".md", ".html", ".htm", ".json", ".jsonl"}
}

// mediaType tells from a file's ending what it holds.
func mediaType(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt":
		return "text/plain"
	case ".md":
		return "text/markdown"
	case ".html", ".htm":
		return "text/html"
	case ".json":
		return "application/json"
	case ".jsonl":
		return "application/jsonl"
	}
	return ""
}

// metaEnding is the end of the name of a side file.
const metaEnding = ".meta.json"

// aside reports whether a file stands beside reports and is none itself: hidden
// files, the sentence numbers of human coders, and side files.
func aside(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".sents.json") || strings.HasSuffix(name, metaEnding)
}

// read takes in one regular file, with the side file beside it if there is one.
func read(path string, limits Limits) (trucewatch.Capture, []trucewatch.Issue) {
	content, issue := readBytes(path, limits.FileBytes)
	if issue != nil {
		return trucewatch.Capture{}, []trucewatch.Issue{*issue}
	}
	if len(content) == 0 {
		return trucewatch.Capture{}, []trucewatch.Issue{left(path, "the file is empty")}
	}
	if kind, yes := text.Binary(content); yes {
		return trucewatch.Capture{}, []trucewatch.Issue{left(path, "its bytes are "+kind+": save the report as plain text or HTML")}
	}
	meta, issues := readMeta(path, limits.MetaBytes)
	return New(path, content, meta), issues
}

// readMeta reads NAME.meta.json beside NAME.txt, or beside NAME.txt.meta.json where
// two files differ only in their ending. No side file is no issue.
func readMeta(path string, limit int64) ([]byte, []trucewatch.Issue) {
	for _, stem := range []string{path, strings.TrimSuffix(path, filepath.Ext(path))} {
		name := stem + metaEnding
		if _, err := os.Stat(name); err != nil {
			continue
		}
		content, issue := readBytes(name, limit)
		if issue != nil {
			issue.What = "the side file was left out; the report was read without it"
			return nil, []trucewatch.Issue{*issue}
		}
		return content, nil
	}
	return nil, nil
}

// ReadFile reads a whole regular file of at most limit bytes, or says why it cannot.
func ReadFile(path string, limit int64) ([]byte, *trucewatch.Issue) {
	content, issue := readBytes(path, limit)
	if issue == nil && len(content) == 0 {
		return nil, refuse(path, "the file is empty")
	}
	return content, issue
}

// readBytes reads a whole regular file, or says why it cannot be read.
func readBytes(path string, limit int64) ([]byte, *trucewatch.Issue) {
	stat, err := os.Stat(path)
	if err != nil {
		return nil, refuse(path, plain(err))
	}
	if !stat.Mode().IsRegular() {
		return nil, refuse(path, "it is no regular file but a pipe, socket or device")
	}
	if stat.Size() > limit {
		return nil, refuse(path, tooLarge(stat.Size(), limit))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, refuse(path, plain(err))
	}
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, refuse(path, plain(err))
	}
	if int64(len(content)) > limit {
		return nil, refuse(path, "the file grew while it was read and "+tooLarge(int64(len(content)), limit))
	}
	return content, nil
}

func tooLarge(size, limit int64) string {
	const mib = 1 << 20
	return fmt.Sprintf("it has %.1f MiB and the limit is %.1f MiB: split it, or raise the limit", float64(size)/mib, float64(limit)/mib)
}

// plain strips the operation and the path from an error of the file system: the
// issue names the file already.
func plain(err error) string {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err.Error()
	}
	return err.Error()
}

// left is the issue of a file that was left out.
func left(path, why string) trucewatch.Issue {
	return trucewatch.Issue{Where: path, What: "the file was left out", Why: why}
}

func refuse(path, why string) *trucewatch.Issue {
	i := left(path, why)
	return &i
}
