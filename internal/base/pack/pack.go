// Package pack reads rule packs: plain text files in which an analyst writes the
// program's rules, each with examples that must and must not match.
//
// A pack is a list of rules. A rule begins with a line "rule ID" and goes on with
// lines "key value" until the next rule. Lines that begin with '#' are comments,
// blank lines are ignored. A key may stand more than once. The keys "yes" and "no"
// hold examples; in a "yes" example the words that the rule must find stand in
// square brackets. Which other keys a rule may have is decided by the stage that
// uses the pack, through a [Schema].
//
//	rule   en.hedge.at-least
//	words  at least
//	bound  low
//	yes    Shelling killed [at least] 12 people.
//	no     He could at last have called.
package pack

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
)

// Field is one "key value" line of a rule.
type Field struct {
	Key, Value string
	Line       int
}

// Example is a sentence that a rule must or must not match. Marks are the byte
// ranges of Text that stood in brackets.
type Example struct {
	Text  string
	Marks []trucewatch.Span
	Line  int
}

// Rule is one rule with its fields in the order of the file.
type Rule struct {
	ID      string
	File    string
	Line    int
	Fields  []Field
	Yes, No []Example
}

// Get returns the value of the first field with that key, or "".
func (r Rule) Get(key string) string {
	for _, f := range r.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// All returns the values of every field with that key, in order.
func (r Rule) All(key string) []string {
	var out []string
	for _, f := range r.Fields {
		if f.Key == key {
			out = append(out, f.Value)
		}
	}
	return out
}

// List splits the values of every field with that key at commas and trims them.
func (r Rule) List(key string) []string {
	var out []string
	for _, v := range r.All(key) {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// Errorf returns an error that names the file, the line and the rule.
func (r Rule) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: rule %s: %w", r.File, r.Line, r.ID, fmt.Errorf(format, args...))
}

// Parse reads one pack. The error of a malformed pack names file and line.
func Parse(file string, data []byte) ([]Rule, error) {
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s: not UTF-8: save the pack as UTF-8", file)
	}
	var rules []Rule
	for i, line := range bytes.Split(data, []byte("\n")) {
		text := strings.TrimSpace(string(line))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		key, value, _ := strings.Cut(text, " ")
		if k, v, ok := strings.Cut(text, "\t"); ok && len(k) < len(key) {
			key, value = k, v
		}
		value = strings.TrimSpace(value)
		if value == "" {
			return nil, fmt.Errorf("%s:%d: %q has no value: write the key, a space and a value", file, i+1, key)
		}
		var err error
		if rules, err = add(rules, file, Field{Key: key, Value: value, Line: i + 1}); err != nil {
			return nil, err
		}
	}
	return rules, nil
}

// add puts a field into the last rule, or begins a new rule.
func add(rules []Rule, file string, f Field) ([]Rule, error) {
	if f.Key == "rule" {
		if strings.ContainsAny(f.Value, " \t") {
			return nil, fmt.Errorf("%s:%d: rule id %q holds a space: use dots and hyphens", file, f.Line, f.Value)
		}
		return append(rules, Rule{ID: f.Value, File: file, Line: f.Line}), nil
	}
	if len(rules) == 0 {
		return nil, fmt.Errorf("%s:%d: %q stands before the first \"rule\" line", file, f.Line, f.Key)
	}
	r := &rules[len(rules)-1]
	switch f.Key {
	case "yes", "no":
		ex, err := example(f)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: rule %s: %w", file, f.Line, r.ID, err)
		}
		if f.Key == "no" {
			r.No = append(r.No, ex)
			break
		}
		if len(ex.Marks) == 0 {
			return nil, fmt.Errorf("%s:%d: rule %s: a yes example needs the words to find in [brackets]", file, f.Line, r.ID)
		}
		r.Yes = append(r.Yes, ex)
	default:
		r.Fields = append(r.Fields, f)
	}
	return rules, nil
}

// example takes the brackets out of an example and notes where they stood.
func example(f Field) (Example, error) {
	ex := Example{Line: f.Line}
	var b strings.Builder
	open := -1
	for _, c := range f.Value {
		switch c {
		case '[':
			if open >= 0 {
				return ex, fmt.Errorf("brackets may not be nested in %q", f.Value)
			}
			open = b.Len()
		case ']':
			if open < 0 {
				return ex, fmt.Errorf("closing bracket without an opening one in %q", f.Value)
			}
			ex.Marks = append(ex.Marks, trucewatch.Span{Start: open, End: b.Len()})
			open = -1
		default:
			b.WriteRune(c)
		}
	}
	if open >= 0 {
		return ex, fmt.Errorf("bracket not closed in %q", f.Value)
	}
	ex.Text = b.String()
	return ex, nil
}

// Schema says which keys the rules of a pack may and must have.
type Schema struct {
	Required, Optional []string
	// NoExamples allows rules without examples: for lists of names, where the
	// name is its own example.
	NoExamples bool
}

// Load parses every file of fsys that matches one of the patterns, in order of
// name, checks each rule against the schema, and refuses an id that stands twice.
func Load(fsys fs.FS, schema Schema, patterns ...string) ([]Rule, error) {
	var files []string
	for _, p := range patterns {
		m, err := fs.Glob(fsys, p)
		if err != nil {
			return nil, fmt.Errorf("looking for packs %q: %w", p, err)
		}
		if len(m) == 0 {
			return nil, fmt.Errorf("looking for packs %q: none found", p)
		}
		files = append(files, m...)
	}
	sort.Strings(files)
	var out []Rule
	seen := map[string]Rule{}
	for _, file := range slices.Compact(files) {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("reading pack %q: %w", file, err)
		}
		rules, err := Parse(file, data)
		if err != nil {
			return nil, fmt.Errorf("reading pack: %w", err)
		}
		for _, r := range rules {
			if first, twice := seen[r.ID]; twice {
				return nil, r.Errorf("the id stands already in %s:%d", first.File, first.Line)
			}
			seen[r.ID] = r
			if err := schema.check(r); err != nil {
				return nil, err
			}
		}
		out = append(out, rules...)
	}
	return out, nil
}

func (s Schema) check(r Rule) error {
	for _, f := range r.Fields {
		if !slices.Contains(s.Required, f.Key) && !slices.Contains(s.Optional, f.Key) {
			return fmt.Errorf("%s:%d: rule %s: key %q is not known here: use one of %s", r.File, f.Line, r.ID, f.Key,
				strings.Join(append(slices.Clone(s.Required), s.Optional...), ", "))
		}
	}
	for _, k := range s.Required {
		if r.Get(k) == "" {
			return r.Errorf("key %q is missing", k)
		}
	}
	if !s.NoExamples && len(r.Yes) == 0 {
		return r.Errorf("no yes example: give a sentence that the rule must match")
	}
	if !s.NoExamples && len(r.No) == 0 {
		return r.Errorf("no no example: give a sentence that the rule must not match")
	}
	return nil
}
