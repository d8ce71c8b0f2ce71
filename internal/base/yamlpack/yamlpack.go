// Package yamlpack takes packs apart that analysts write in YAML, such as agreements and
// situations, and tells each fault with the file, the line, the field and the remedy.
package yamlpack

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// FaultError is one thing in a pack that cannot stand, told to the person who wrote it.
type FaultError struct {
	File   string
	Line   int    // from 1
	Field  string // such as clauses[2].kind, counted from 1; empty for the whole file
	What   string
	Remedy string // what to do
}

// Error writes the fault as one line: file, line, Field, fault, remedy.
func (f FaultError) Error() string {
	where := fmt.Sprintf("%s:%d", f.File, f.Line)
	if f.Field != "" {
		where += ": " + f.Field
	}
	return where + ": " + f.What + "; " + f.Remedy
}

// Reader takes a YAML tree apart and collects what is wrong with it.
type Reader struct {
	File   string
	Faults []FaultError
}

// Fault adds a fault.
func (r *Reader) Fault(line int, field, what, remedy string) {
	r.Faults = append(r.Faults, FaultError{r.File, line, field, what, remedy})
}

// Load reads every pack in a folder but blank, the one to copy, by file name; parse reads
// one of them. The error names each fault of each pack, one a line.
func Load[T any](packs fs.FS, folder, blank string, parse func(file string, content []byte) (T, []FaultError)) ([]T, error) {
	files, err := fs.Glob(packs, folder+"/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", folder, err)
	}
	var out []T
	var all []error
	for _, name := range files {
		if path.Base(name) == blank {
			continue
		}
		content, err := fs.ReadFile(packs, name)
		if err != nil {
			return nil, fmt.Errorf("reading pack %q: %w", name, err)
		}
		one, faults := parse(path.Base(name), content)
		for _, f := range faults {
			all = append(all, f)
		}
		out = append(out, one)
	}
	if len(all) > 0 {
		return nil, fmt.Errorf("reading %s: %w", folder, errors.Join(all...))
	}
	return out, nil
}

// Open reads the YAML of one pack. File is its base name; blank is the pack to copy
// for a new one. It reports false where the content is no single pack, with the fault
// in the reader.
func Open(file string, content []byte, blank string) (*Reader, Field, bool) {
	r := &Reader{File: file}
	tree, err := parser.ParseBytes(content, 0)
	if err != nil {
		r.syntax(err)
		return r, Field{}, false
	}
	var body ast.Node
	for _, d := range tree.Docs {
		if d.Body != nil && body != nil {
			r.Fault(d.Body.GetToken().Position.Line, "", "begins a second pack", "put each one into a file of its own")
			return r, Field{}, false
		}
		if d.Body != nil {
			body = d.Body
		}
	}
	if body == nil {
		r.Fault(1, "", "is empty", "copy "+blank+" and fill it in")
		return r, Field{}, false
	}
	return r, at(body, "", 1), true
}

// Sorted returns the faults in the order of their lines.
func (r *Reader) Sorted() []FaultError {
	slices.SortStableFunc(r.Faults, func(a, b FaultError) int { return a.Line - b.Line })
	return r.Faults
}

// Field is one value with where it stands.
type Field struct {
	node ast.Node
	Path string // such as clauses[2].kind, counted from 1
	Line int
}

func at(node ast.Node, path string, line int) Field {
	if node != nil && node.GetToken() != nil {
		line = node.GetToken().Position.Line
	}
	return Field{node, path, line}
}

// Empty reports whether a field is left out or holds nothing.
func (f Field) Empty() bool {
	if f.node == nil {
		return true
	}
	_, null := f.node.(*ast.NullNode)
	return null
}

// Keys takes a mapping apart. Unknown keys, and required ones that are missing, are faults.
func (r *Reader) Keys(f Field, known, required string) map[string]Field {
	out := map[string]Field{}
	pairs, ok := f.node.(*ast.MappingNode)
	if !ok {
		r.Fault(f.Line, f.Path, "is no list of fields", "write it as “name: value” lines with "+strings.ReplaceAll(known, " ", ", "))
		return out
	}
	for _, pair := range pairs.Values {
		name := pair.Key.GetToken().Value
		where := strings.TrimPrefix(f.Path+"."+name, ".")
		if !slices.Contains(strings.Fields(known), name) {
			r.Fault(pair.Key.GetToken().Position.Line, where, "is no field of a pack", OneOf(name, strings.Fields(known)))
			continue
		}
		out[name] = at(pair.Value, where, pair.Key.GetToken().Position.Line)
	}
	for name := range strings.FieldsSeq(required) {
		if out[name].Empty() {
			line := f.Line
			if have, ok := out[name]; ok {
				line = have.Line
			}
			r.Fault(line, strings.TrimPrefix(f.Path+"."+name, "."), "is missing", "add “"+name+": …”")
		}
	}
	return out
}

// OneOf tells what may stand in place of a word, the likely one first.
func OneOf(word string, allowed []string) string {
	if len(allowed) == 0 {
		return "leave it out"
	}
	best := slices.MinFunc(allowed, func(a, b string) int { return translit.Distance(word, a) - translit.Distance(word, b) })
	if translit.Distance(word, best) <= 1+len(word)/3 {
		return "did you mean “" + best + "”?"
	}
	return "use one of " + strings.Join(allowed, ", ")
}

// Text reads one line or block of words; a field left out is "".
func (r *Reader) Text(f Field) string {
	if f.Empty() {
		return ""
	}
	switch n := f.node.(type) {
	case *ast.LiteralNode:
		return strings.Join(strings.Fields(n.Value.Value), " ")
	case *ast.StringNode:
		return strings.Join(strings.Fields(n.Value), " ")
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	}
	r.Fault(f.Line, f.Path, "is no text", "write plain words, in quotes if they hold “: ” or “#”")
	return ""
}

// List takes a list apart.
func (r *Reader) List(f Field) []Field {
	if f.Empty() {
		return nil
	}
	seq, ok := f.node.(*ast.SequenceNode)
	if !ok {
		r.Fault(f.Line, f.Path, "is no list", "write one entry a line, each after “- ”, or all in [ ]")
		return nil
	}
	var out []Field
	for i, n := range seq.Values {
		out = append(out, at(n, fmt.Sprintf("%s[%d]", f.Path, i+1), f.Line))
	}
	return out
}

// LineOf returns the line of the i-th entry of a list, from 0, or of the list itself where
// it has no such entry.
func (r *Reader) LineOf(f Field, i int) int {
	if list := r.List(f); i < len(list) {
		return list[i].Line
	}
	return f.Line
}

// Texts reads a list of words; none may be empty.
func (r *Reader) Texts(f Field) []string {
	var out []string
	for _, e := range r.List(f) {
		if t := r.Text(e); t != "" {
			out = append(out, t)
		} else {
			r.Fault(e.Line, e.Path, "is empty", "write something or take the line out")
		}
	}
	return out
}

// Choice reads a word that must be one of those allowed; what names it in a fault.
func (r *Reader) Choice(f Field, what string, allowed []string) string {
	t := r.Text(f)
	if t != "" && !slices.Contains(allowed, t) {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%q is no %s", t, what), OneOf(t, allowed))
	}
	return t
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ID reads an id of small letters, digits and hyphens.
func (r *Reader) ID(f Field) string {
	t := r.Text(f)
	if t != "" && !slug.MatchString(t) {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%q is no id", t), "use small letters, digits and single hyphens, such as “"+translit.Slug(t)+"”")
	}
	return t
}

// Named reads the id of a pack, which must repeat the name of the file; only blank, the
// pack to copy, may have another.
func (r *Reader) Named(f Field, blank string) string {
	id := r.ID(f)
	if want := strings.TrimSuffix(r.File, ".yaml"); id != "" && id != want && r.File != blank {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%q is not the name of the file", id), "call the file "+id+".yaml, or the id "+want)
	}
	return id
}

var label = regexp.MustCompile(`^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`)

// Label reads the ID of a clause, which people cite: "B3", "II.4", "hostages".
func (r *Reader) Label(f Field) string {
	t := r.Text(f)
	if t != "" && !label.MatchString(t) {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%q is no id of a clause", t), "use letters, digits, hyphens and points, such as B3 or hostages")
	}
	return t
}

// Date reads an ISO 8601 day, or "".
func (r *Reader) Date(f Field) string {
	t := r.Text(f)
	if t == "" {
		return ""
	}
	if _, err := time.Parse("2006-01-02", t); err != nil {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%q is no day", t), "write it as year-month-day, such as 1974-05-31")
		return ""
	}
	return t
}

// Number reads a number and reports whether it is one.
func (r *Reader) Number(f Field) (float64, bool) {
	t := r.Text(f)
	n, err := strconv.ParseFloat(t, 64)
	if err != nil || n-n != 0 {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%q is no number", t), "write digits with a point, such as 35.82")
		return 0, false
	}
	return n, true
}

func (r *Reader) syntax(err error) {
	line, what := 1, err.Error()
	var told interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &told) {
		what = told.GetMessage()
		if told.GetToken() != nil {
			line = told.GetToken().Position.Line
		}
	}
	r.Fault(line, "", "is no YAML ("+what+")", "look at the indent, the colons and the quotes of this line and the one above")
}
