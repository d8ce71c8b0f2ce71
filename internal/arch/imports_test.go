package arch

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

// rowOf returns the row that rules a folder.
func rowOf(folder string) (row, bool) {
	i := slices.IndexFunc(table, func(r row) bool { return matches(r.packages, folder) })
	if i < 0 {
		return row{}, false
	}
	return table[i], true
}

// importFaults returns what the files of d import or call against the table.
func importFaults(d folder) []string {
	r, found := rowOf(d.path)
	if !found {
		return []string{d.path + " has no row in the table of internal/arch/table_test.go"}
	}
	var faults []string
	for _, f := range d.files {
		for _, spec := range f.syntax.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if why := r.refuses(name); why != "" {
				faults = append(faults, fmt.Sprintf("%s: %s may not import %q: %s", f.at(spec.Pos()), d.path, name, why))
			}
		}
		faults = append(faults, callFaults(f, r.std)...)
	}
	return faults
}

// refuses says why a package of the row may not import name, or nothing.
func (r row) refuses(name string) string {
	if name == module || strings.HasPrefix(name, module+"/") {
		inside := path.Clean("./" + strings.TrimPrefix(name, module))
		if inside == "/" || inside == "" {
			inside = "."
		}
		inside = strings.TrimPrefix(inside, "/")
		if matches(r.packages, inside) || anyMatches(r.ours, inside) {
			return ""
		}
		return "the row allows " + quoted(r.ours)
	}
	if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
		if slices.ContainsFunc(strings.Fields(r.modules), func(m string) bool { return name == m || strings.HasPrefix(name, m+"/") }) {
			return ""
		}
		return "the row allows the modules " + quoted(r.modules)
	}
	if need := stdReach(name); need > r.std {
		return "it reaches too far out of the program"
	}
	return ""
}

func quoted(patterns string) string {
	if patterns == "" {
		return "none"
	}
	return patterns
}

// stdReach returns what a package of the standard library needs.
func stdReach(name string) reach {
	for ; name != "."; name = path.Dir(name) {
		if need, listed := farStd[name]; listed {
			return need
		}
	}
	return pure
}

// callFaults returns the calls and uses in f that reach further than allowed.
func callFaults(f file, allowed reach) []string {
	names := map[string]string{} // name in this file -> import path
	for _, spec := range f.syntax.Imports {
		full, _ := strconv.Unquote(spec.Path.Value)
		local := path.Base(strings.TrimSuffix(full, "/v2"))
		if spec.Name != nil {
			local = spec.Name.Name
		}
		names[local] = full
	}
	var faults []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok {
			from, call := names[x.Name], names[x.Name]+"."+s.Sel.Name
			chance := (from == "math/rand" || from == "math/rand/v2") && !slices.Contains(strings.Fields(seeded), s.Sel.Name)
			if farCalls[call] > allowed || chance && allowed < free {
				faults = append(faults, fmt.Sprintf("%s: %s is not for this package: take it from the caller", f.at(s.Pos()), call))
			}
		}
		return true
	})
	return faults
}

func TestImports(t *testing.T) {
	for _, d := range tree(t) {
		for _, fault := range importFaults(d) {
			t.Error(fault)
		}
	}
}

// TestRowsAreUsed finds rows that an earlier one hides.
func TestRowsAreUsed(t *testing.T) {
	for i, r := range table {
		sample := strings.TrimSuffix(r.packages, "/...")
		for _, earlier := range table[:i] {
			if matches(earlier.packages, sample) {
				t.Errorf("the row %q is hidden by the earlier row %q", r.packages, earlier.packages)
			}
		}
	}
}
