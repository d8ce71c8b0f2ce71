package agreement

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

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

// Error writes the fault as one line: file, line, field, fault, remedy.
func (f FaultError) Error() string {
	where := fmt.Sprintf("%s:%d", f.File, f.Line)
	if f.Field != "" {
		where += ": " + f.Field
	}
	return where + ": " + f.What + "; " + f.Remedy
}

// reader takes a YAML tree apart and collects what is wrong with it.
type reader struct {
	file   string
	faults []FaultError
}

func (r *reader) fault(line int, field, what, remedy string) {
	r.faults = append(r.faults, FaultError{r.file, line, field, what, remedy})
}

// field is one value with where it stands.
type field struct {
	node ast.Node
	path string
	line int
}

func at(node ast.Node, path string, line int) field {
	if node != nil && node.GetToken() != nil {
		line = node.GetToken().Position.Line
	}
	return field{node, path, line}
}

func (f field) empty() bool {
	if f.node == nil {
		return true
	}
	_, null := f.node.(*ast.NullNode)
	return null
}

// keys takes a mapping apart. Unknown keys, and required ones that are missing, are faults.
func (r *reader) keys(f field, known, required string) map[string]field {
	out := map[string]field{}
	pairs, ok := f.node.(*ast.MappingNode)
	if !ok {
		r.fault(f.line, f.path, "is no list of fields", "write it as “name: value” lines with "+strings.ReplaceAll(known, " ", ", "))
		return out
	}
	for _, pair := range pairs.Values {
		name := pair.Key.GetToken().Value
		path := strings.TrimPrefix(f.path+"."+name, ".")
		if !slices.Contains(strings.Fields(known), name) {
			r.fault(pair.Key.GetToken().Position.Line, path, "is no field of a pack", oneOf(name, strings.Fields(known)))
			continue
		}
		out[name] = at(pair.Value, path, pair.Key.GetToken().Position.Line)
	}
	for name := range strings.FieldsSeq(required) {
		if out[name].empty() {
			line := f.line
			if have, ok := out[name]; ok {
				line = have.line
			}
			r.fault(line, strings.TrimPrefix(f.path+"."+name, "."), "is missing", "add “"+name+": …”")
		}
	}
	return out
}

// oneOf tells what may stand in place of a word, the likely one first.
func oneOf(word string, allowed []string) string {
	if len(allowed) == 0 {
		return "leave it out"
	}
	best := slices.MinFunc(allowed, func(a, b string) int { return translit.Distance(word, a) - translit.Distance(word, b) })
	if translit.Distance(word, best) <= 1+len(word)/3 {
		return "did you mean “" + best + "”?"
	}
	return "use one of " + strings.Join(allowed, ", ")
}

// text reads one line or block of words; a field left out is "".
func (r *reader) text(f field) string {
	if f.empty() {
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
	r.fault(f.line, f.path, "is no text", "write plain words, in quotes if they hold “: ” or “#”")
	return ""
}

func (r *reader) list(f field) []field {
	if f.empty() {
		return nil
	}
	seq, ok := f.node.(*ast.SequenceNode)
	if !ok {
		r.fault(f.line, f.path, "is no list", "write one entry a line, each after “- ”, or all in [ ]")
		return nil
	}
	var out []field
	for i, n := range seq.Values {
		out = append(out, at(n, fmt.Sprintf("%s[%d]", f.path, i+1), f.line))
	}
	return out
}

func (r *reader) texts(f field) []string {
	var out []string
	for _, e := range r.list(f) {
		if t := r.text(e); t != "" {
			out = append(out, t)
		} else {
			r.fault(e.line, e.path, "is empty", "write something or take the line out")
		}
	}
	return out
}

func (r *reader) choice(f field, what string, allowed []string) string {
	t := r.text(f)
	if t != "" && !slices.Contains(allowed, t) {
		r.fault(f.line, f.path, fmt.Sprintf("%q is no %s", t, what), oneOf(t, allowed))
	}
	return t
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (r *reader) id(f field) string {
	t := r.text(f)
	if t != "" && !slug.MatchString(t) {
		r.fault(f.line, f.path, fmt.Sprintf("%q is no id", t), "use small letters, digits and single hyphens, such as “"+translit.Slug(t)+"”")
	}
	return t
}

var label = regexp.MustCompile(`^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`)

// label reads the ID of a clause, which people cite: "B3", "II.4", "hostages".
func (r *reader) label(f field) string {
	t := r.text(f)
	if t != "" && !label.MatchString(t) {
		r.fault(f.line, f.path, fmt.Sprintf("%q is no id of a clause", t), "use letters, digits, hyphens and points, such as B3 or hostages")
	}
	return t
}

func (r *reader) date(f field) string {
	t := r.text(f)
	if t == "" {
		return ""
	}
	if _, err := time.Parse("2006-01-02", t); err != nil {
		r.fault(f.line, f.path, fmt.Sprintf("%q is no day", t), "write it as year-month-day, such as 1974-05-31")
		return ""
	}
	return t
}

func (r *reader) number(f field) (float64, bool) {
	t := r.text(f)
	n, err := strconv.ParseFloat(t, 64)
	if err != nil || n-n != 0 {
		r.fault(f.line, f.path, fmt.Sprintf("%q is no number", t), "write digits with a point, such as 35.82")
		return 0, false
	}
	return n, true
}
