package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the import path of the root package.
const module = "github.com/trucewatch/trucewatch"

// file is one parsed source file that is no test.
type file struct {
	path   string // from the root, with slashes
	set    *token.FileSet
	syntax *ast.File
}

// at says where in the file a fault is.
func (f file) at(pos token.Pos) string {
	p := f.set.Position(pos)
	return f.path + ":" + itoa(p.Line)
}

// folder is one package: the files of one folder.
type folder struct {
	path  string // from the root, with slashes; "." for the root package
	files []file
}

// parse reads one source text.
func parse(name string, text any) (file, error) {
	set := token.NewFileSet()
	syntax, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
	return file{name, set, syntax}, err
}

// tree parses every file of the module that is no test, by folder.
func tree(t *testing.T) []folder {
	t.Helper()
	root := os.DirFS(filepath.Join("..", ".."))
	if _, err := fs.Stat(root, "go.mod"); err != nil {
		t.Fatalf("looking for the module: %v", err)
	}
	byPath := map[string]*folder{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && skipped(root, name):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parse(name, text)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if byPath[dir] == nil {
			byPath[dir] = &folder{path: dir}
		}
		byPath[dir].files = append(byPath[dir].files, f)
		return nil
	})
	if err != nil {
		t.Fatalf("parsing the module: %v", err)
	}
	var all []folder
	for _, f := range byPath {
		all = append(all, *f)
	}
	slices.SortFunc(all, func(a, b folder) int { return strings.Compare(a.path, b.path) })
	return all
}

// skipped reports whether the go tool would not look into the folder either.
func skipped(root fs.FS, name string) bool {
	base := path.Base(name)
	if name == "." {
		return false
	}
	_, err := fs.Stat(root, path.Join(name, "go.mod"))
	return err == nil || base == "testdata" || base == "vendor" || base == "node_modules" ||
		strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")
}

// matches reports whether a folder matches a pattern of the table.
func matches(pattern, folder string) bool {
	if above, ok := strings.CutSuffix(pattern, "/..."); ok {
		return folder == above || strings.HasPrefix(folder, above+"/")
	}
	return folder == pattern
}

// anyMatches reports whether a folder matches one of the patterns, which have spaces between.
func anyMatches(patterns, folder string) bool {
	return slices.ContainsFunc(strings.Fields(patterns), func(p string) bool { return matches(p, folder) })
}
