package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// commentFaults wants exactly one package comment, in the usual words.
func commentFaults(d folder) []string {
	var faults []string
	var where []string
	for _, f := range d.files {
		if f.syntax.Doc == nil {
			continue
		}
		where = append(where, f.path)
		want := "Package " + f.syntax.Name.Name + " "
		if f.syntax.Name.Name == "main" {
			want = "Command " + path.Base(d.path) + " "
		}
		if text := strings.Join(strings.Fields(f.syntax.Doc.Text()), " "); !strings.HasPrefix(text+" ", want) {
			faults = append(faults, fmt.Sprintf("%s: the package comment must begin with %q", f.path, want))
		}
	}
	if len(where) != 1 {
		faults = append(faults, fmt.Sprintf("%s: %d package comments %v, want one", d.path, len(where), where))
	}
	return faults
}

// nameFaults finds banned words in the names of packages and types.
func nameFaults(f file) []string {
	var faults []string
	check := func(pos token.Pos, what, name string) {
		for _, word := range words(name) {
			if instead, banned := bannedWords[word]; banned {
				faults = append(faults, fmt.Sprintf("%s: %s %s: do not say %q, say %s", f.at(pos), what, name, word, instead))
			}
		}
	}
	check(f.syntax.Name.Pos(), "package", f.syntax.Name.Name)
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.TypeSpec); ok {
			check(s.Name.Pos(), "type", s.Name.Name)
		}
		return true
	})
	return faults
}

// words takes a name in camel case apart: "newsItem" is news, item.
func words(name string) []string {
	var b strings.Builder
	previous := ' '
	for _, r := range name {
		if unicode.IsUpper(r) && !unicode.IsUpper(previous) || r == '_' {
			b.WriteByte(' ')
		}
		if r != '_' {
			b.WriteRune(unicode.ToLower(r))
		}
		previous = r
	}
	return strings.Fields(b.String())
}

// sizeFaults finds files and functions that are too long.
func sizeFaults(f file) []string {
	var faults []string
	if n := f.set.File(f.syntax.FileStart).LineCount(); n > maxFileLines {
		faults = append(faults, fmt.Sprintf("%s: %d lines, at most %d: split it by what it is about", f.path, n, maxFileLines))
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		d, ok := n.(*ast.FuncDecl)
		if !ok || d.Body == nil {
			return true
		}
		lines := f.set.Position(d.Body.Rbrace).Line - f.set.Position(d.Pos()).Line - 1
		if lines > maxFunctionLines {
			faults = append(faults, fmt.Sprintf("%s: func %s has %d lines, at most %d", f.at(d.Pos()), d.Name.Name, lines, maxFunctionLines))
		}
		return true
	})
	return faults
}

// initFaults finds work that is done before main begins.
func initFaults(f file) []string {
	var faults []string
	for _, decl := range f.syntax.Decls {
		if d, ok := decl.(*ast.FuncDecl); ok && d.Recv == nil && d.Name.Name == "init" {
			faults = append(faults, f.at(d.Pos())+": no init functions: let the caller ask for it")
		}
	}
	return faults
}

// unfinished finds notes of work left undone, which belong into an issue.
var unfinished = regexp.MustCompile(`\b(TODO|FIXME)\b`)

func noteFaults(f file) []string {
	var faults []string
	for _, group := range f.syntax.Comments {
		if m := unfinished.FindString(group.Text()); m != "" {
			faults = append(faults, f.at(group.Pos())+": "+m+" in a comment")
		}
	}
	return faults
}

func TestPackageComments(t *testing.T) {
	for _, d := range tree(t) {
		for _, fault := range commentFaults(d) {
			t.Error(fault)
		}
	}
}

func TestFiles(t *testing.T) {
	checks := []func(file) []string{nameFaults, initFaults, noteFaults}
	for _, d := range tree(t) {
		for _, f := range d.files {
			all := checks
			if !matches(unbudgeted, d.path) && !ast.IsGenerated(f.syntax) {
				all = append(slices.Clip(all), sizeFaults)
			}
			for _, check := range all {
				for _, fault := range check(f) {
					t.Error(fault)
				}
			}
		}
	}
}
