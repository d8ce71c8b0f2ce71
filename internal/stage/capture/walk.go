package capture

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Walk reads the files and folders named by paths, folders with all that is in them.
// Each step yields either a capture and a nil issue, or a zero capture and an issue
// that says what was left out and why; the walk goes on after an issue. The order
// depends only on the names: paths and the contents of each folder are sorted. A
// file that can be reached in two ways is read once. Symbolic links are followed; a
// link back into a folder that is being walked is an issue.
//
// Hidden files, *.sents.json and NAME.meta.json are passed over without an issue in
// a folder; the last is taken in as Meta of NAME. When ctx ends, so does the walk:
// ask ctx.Err() afterwards.
func Walk(ctx context.Context, paths []string, limits Limits) iter.Seq2[trucewatch.Capture, *trucewatch.Issue] {
	return func(yield func(trucewatch.Capture, *trucewatch.Issue) bool) {
		w := walker{ctx: ctx, limits: limits, yield: yield, seen: map[string]bool{}}
		sorted := slices.Clone(paths)
		for i := range sorted {
			sorted[i] = filepath.Clean(sorted[i])
		}
		slices.Sort(sorted)
		for _, path := range slices.Compact(sorted) {
			if !w.named(path) {
				return
			}
		}
	}
}

// walker is the state of one walk. Its methods return false when the walk is over.
type walker struct {
	ctx    context.Context
	limits Limits
	yield  func(trucewatch.Capture, *trucewatch.Issue) bool
	// seen holds the real path of every file and folder that was visited.
	seen map[string]bool
	// open holds the real paths of the folders that the walk is inside of.
	open []string
}

func (w *walker) issue(path, why string) bool {
	return w.yield(trucewatch.Capture{}, refuse(path, why))
}

// named treats a path that the user gave. Such a path is never passed over in
// silence, whatever its name.
func (w *walker) named(path string) bool {
	stat, err := os.Stat(path)
	if err != nil {
		return w.issue(path, plain(err))
	}
	if stat.IsDir() {
		return w.folder(path)
	}
	if name := filepath.Base(path); strings.HasSuffix(name, ".sents.json") || strings.HasSuffix(name, metaEnding) {
		return w.issue(path, "it belongs beside a report and is none: name the report")
	}
	return w.file(path)
}

// folder walks what lies in one folder, in order of name.
func (w *walker) folder(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return w.issue(path, plain(err))
	}
	if real, err = filepath.Abs(real); err != nil {
		return w.issue(path, plain(err))
	}
	if slices.Contains(w.open, real) {
		return w.issue(path, "this link leads back into a folder that it lies in: its reports are read once")
	}
	if w.seen[real] {
		return true
	}
	w.seen[real] = true
	if len(w.open) >= w.limits.Depth {
		return w.issue(path, "the folder lies too deep: read it by its own path")
	}
	entries, err := os.ReadDir(path)
	if err != nil && !w.issue(path, plain(err)) {
		return false
	}
	w.open = append(w.open, real)
	defer func() { w.open = w.open[:len(w.open)-1] }()
	names := make(map[string]bool, len(entries))
	for _, e := range entries {
		names[strings.ToLower(e.Name())] = true
	}
	for _, e := range entries {
		if !w.entry(path, e, names) {
			return false
		}
	}
	return true
}

// entry treats one name in a folder; names holds all names there in lower case.
func (w *walker) entry(folder string, e os.DirEntry, names map[string]bool) bool {
	name, path := e.Name(), filepath.Join(folder, e.Name())
	if stem, ok := strings.CutSuffix(name, metaEnding); ok && !strings.HasPrefix(name, ".") {
		return w.orphan(path, stem, names)
	}
	if aside(name) {
		return true
	}
	if e.IsDir() {
		return w.folder(path)
	}
	if e.Type()&os.ModeSymlink != 0 {
		stat, err := os.Stat(path)
		if err != nil {
			return w.issue(path, "the link leads nowhere: "+plain(err))
		}
		if stat.IsDir() {
			return w.folder(path)
		}
	}
	return w.file(path)
}

// orphan raises an issue for a side file that stands beside no report.
func (w *walker) orphan(path, stem string, names map[string]bool) bool {
	for _, end := range append([]string{""}, Endings()...) {
		if names[strings.ToLower(stem+end)] {
			return true
		}
	}
	return w.issue(path, "no report of that name stands beside this side file")
}

// file yields one file, unless it was read before.
func (w *walker) file(path string) bool {
	if w.ctx.Err() != nil {
		return false
	}
	if mediaType(path) == "" {
		return w.issue(path, "not a kind of file that is read in a folder (those are "+strings.Join(Endings(), " ")+"; feeds and web archives are named one by one)")
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		if abs, err := filepath.Abs(real); err == nil {
			if w.seen[abs] {
				return true
			}
			w.seen[abs] = true
		}
	}
	c, issues := read(path, w.limits)
	for i := range issues {
		if !w.yield(trucewatch.Capture{}, &issues[i]) {
			return false
		}
	}
	return c.ID == "" || w.yield(c, nil)
}
