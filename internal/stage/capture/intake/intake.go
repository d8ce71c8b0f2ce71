// Package intake takes in whatever a user names on the command line: files and
// folders, addresses of pages and feeds, feed files, web archives, and standard input.
//
// The web is asked only for what was named and for what a named list leads to. What a
// page or a file in a folder says never makes the program read a file or ask an address.
package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/text"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	"github.com/trucewatch/trucewatch/internal/stage/capture/archive"
	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
)

// Options are what a Taker works with.
type Options struct {
	// Web fetches. Without one, addresses are left out with an issue.
	Web *fetch.Client
	// Clock tells when something was fetched.
	Clock fetch.Clock
	// Stdin is read where "-" is named; nil for nothing.
	Stdin io.Reader
	// Files bounds files and folders, Lists feeds and other lists, Archives web archives.
	Files    capture.Limits
	Lists    feed.Limits
	Archives archive.Limits
	// Passing gets what is odd about lists, archives and standard input. Those are not
	// kept, and so their issues are no part of the project: they are told once. nil for
	// nobody.
	Passing func(trucewatch.Issue)
	// Pages is how many pages of one list are fetched, the newest first.
	Pages int
}

// DefaultOptions are the default limits of all that is read, and 100 pages of a list.
func DefaultOptions() Options {
	return Options{Files: capture.DefaultLimits(), Lists: feed.DefaultLimits(), Archives: archive.DefaultLimits(), Pages: 100}
}

// Take takes in everything that names stand for: paths, web addresses, or "-". Each
// step yields either a capture and a nil issue, or a zero capture and the issue of a file
// or a page that could not be had, whose Where is the path its capture would have. Files
// and folders come first, in the order of [capture.Walk]; everything else follows in the
// order it was named. When ctx ends, so does the walk: ask ctx.Err() afterwards.
func Take(ctx context.Context, names []string, o Options) iter.Seq2[trucewatch.Capture, *trucewatch.Issue] {
	return func(yield func(trucewatch.Capture, *trucewatch.Issue) bool) {
		t := &taker{ctx: ctx, o: o, yield: yield, asked: map[string]bool{}}
		var files []string
		var rest []func()
		for _, name := range names {
			switch {
			case name == "-":
				rest = append(rest, t.stdin)
			case isWeb(name):
				rest = append(rest, func() { t.address(name, 0) })
			case archived(name):
				rest = append(rest, func() { t.archive(name) })
			case listed(name):
				rest = append(rest, func() { t.file(name) })
			default:
				files = append(files, name)
			}
		}
		for c, issue := range capture.Walk(ctx, files, o.Files) {
			if !t.give(c, issue) {
				return
			}
		}
		for _, step := range rest {
			if t.over || ctx.Err() != nil {
				return
			}
			step()
		}
	}
}

// taker is the state of one Take.
type taker struct {
	ctx   context.Context
	o     Options
	yield func(trucewatch.Capture, *trucewatch.Issue) bool
	// asked holds every address that was asked for.
	asked map[string]bool
	over  bool // the caller wants no more
}

func (t *taker) give(c trucewatch.Capture, issue *trucewatch.Issue) bool {
	if !t.over && !t.yield(c, issue) {
		t.over = true
	}
	return !t.over
}

// lost yields the issue of a page that could not be had.
func (t *taker) lost(where, what, why string) {
	t.give(trucewatch.Capture{}, &trucewatch.Issue{Where: where, What: what, Why: why})
}

// note tells what is odd about something that is not kept itself.
func (t *taker) note(where, what, why string) {
	t.pass(trucewatch.Issue{Where: where, What: what, Why: why})
}

func (t *taker) pass(i trucewatch.Issue) {
	if t.o.Passing != nil {
		t.o.Passing(i)
	}
}

// isWeb reports whether a name is an address of the web.
func isWeb(name string) bool {
	low := strings.ToLower(name[:min(len(name), len("https://"))])
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// archived reports whether a file is a web archive by its ending.
func archived(name string) bool {
	low := strings.ToLower(name)
	return strings.HasSuffix(low, ".warc") || strings.HasSuffix(low, ".warc.gz") || strings.HasSuffix(low, ".wacz")
}

// listed reports whether a named file is a feed or another list: by its ending, or a
// text file that begins with an address.
func listed(name string) bool {
	low := strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch ending := filepath.Ext(low); {
	case slices.Contains([]string{".opml", ".xml", ".rss", ".rdf", ".atom"}, ending):
		return true
	case ending != ".txt":
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4<<10)
	n, _ := io.ReadFull(f, head) // fewer bytes are no fault
	return addresses(head[:n])
}

// addresses reports whether every line of a text that is not blank and no remark is an
// address. The last line may be cut off.
func addresses(b []byte) bool {
	lines := strings.Split(strings.ToValidUTF8(string(b), ""), "\n")
	found := false
	for i, l := range lines {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || strings.HasPrefix(l, "#"):
		case isWeb(l) && len(strings.Fields(l)) == 1:
			found = true
		case i == 0 || i < len(lines)-1:
			return false
		}
	}
	return found
}

// archive takes in the pages of a web archive.
func (t *taker) archive(name string) {
	for p, issue := range archive.Open(name, t.o.Archives) {
		if issue != nil {
			t.pass(*issue)
			continue
		}
		address := feed.Canonical(p.URL)
		if address == "" {
			t.note(name, "a page was left out", fmt.Sprintf("%q is no web address", p.URL))
			continue
		}
		c := capture.Web(capture.Page{URL: address, MediaType: p.MediaType, Charset: p.Charset, Bytes: p.Bytes, Retrieved: p.Retrieved})
		if t.ctx.Err() != nil || !t.give(c, nil) {
			return
		}
	}
}

// file takes in what a list on disk leads to.
func (t *taker) file(name string) {
	content, issue := capture.ReadFile(name, t.o.Lists.Bytes)
	if issue != nil {
		t.pass(*issue)
		return
	}
	t.list(name, feed.Document{Bytes: content, Retrieved: t.o.Clock.Now()}, 0)
}

// stdin takes in standard input: one document, or a list of addresses.
func (t *taker) stdin() {
	const name = "standard input"
	if t.o.Stdin == nil {
		t.note(name, "it was left out", "there is none")
		return
	}
	b, err := io.ReadAll(io.LimitReader(t.o.Stdin, t.o.Files.FileBytes+1))
	switch kind, binary := text.Binary(b); {
	case err != nil:
		t.note(name, "it was left out", err.Error())
	case int64(len(b)) > t.o.Files.FileBytes:
		t.note(name, "it was left out", fmt.Sprintf("it has more than %d MiB", t.o.Files.FileBytes>>20))
	case len(bytes.TrimSpace(b)) == 0:
		t.note(name, "it was left out", "it is empty")
	case binary && !bytes.HasPrefix(b, []byte("\x1f\x8b")):
		t.note(name, "it was left out", "its bytes are "+kind+": give the report as plain text or HTML")
	case bytes.HasPrefix(b, []byte("WARC/")):
		t.note(name, "it was left out", "it is a web archive: save it as a file and name that")
	case addresses(b) || isFeed(b):
		t.list(name, feed.Document{Bytes: b, Retrieved: t.o.Clock.Now()}, 0)
	default:
		t.give(capture.New("stdin"+endingOf(b), b, nil), nil)
	}
}

// isFeed reports whether bytes hold a feed or another list of elements or members.
func isFeed(b []byte) bool {
	if bytes.HasPrefix(b, []byte("\x1f\x8b")) {
		return true
	}
	kind := feed.Sniff(b)
	return kind != "" && kind != feed.Page && kind != feed.List
}

// endingOf tells by its first bytes what a document is, as the ending of a file.
func endingOf(b []byte) string {
	s := strings.TrimSpace(strings.TrimPrefix(string(b), "\ufeff"))
	low := strings.ToLower(s[:min(len(s), 512)])
	switch {
	case strings.HasPrefix(s, "{") && strings.Contains(s, "\n{"):
		return ".jsonl"
	case strings.HasPrefix(s, "{"), strings.HasPrefix(s, "[") && strings.HasPrefix(strings.TrimSpace(s[1:]), "{"):
		return ".json"
	case strings.HasPrefix(low, "<") && (strings.Contains(low, "<html") || strings.Contains(low, "<!doctype html") || strings.Contains(low, "<p") || strings.Contains(low, "<body") || strings.Contains(low, "<div")):
		return ".html"
	}
	return ".txt"
}

// reasonOf is why something could not be fetched, and whether the caller gave up.
func reasonOf(err error) (why string, canceled bool) {
	e, ok := errors.AsType[*fetch.Error](err)
	if !ok {
		return err.Error(), false
	}
	return e.Reason(), e.Kind == fetch.Canceled
}
