package api

import (
	_ "embed"
	"html/template"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed describe.html
var describeHTML string

// address is one address of the interface, as the page tells of it.
type address struct {
	Method, Path, Summary string
	Parameters            []*huma.Param
}

// describe shows the description as a page that needs nothing from elsewhere.
func describe(w http.ResponseWriter, _ *http.Request, doc *huma.OpenAPI) {
	var all []address
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		if op := doc.Paths[path].Get; op != nil {
			all = append(all, address{http.MethodGet, path, op.Summary, op.Parameters})
		}
		if op := doc.Paths[path].Post; op != nil {
			all = append(all, address{http.MethodPost, path, op.Summary, op.Parameters})
		}
	}
	t, err := template.New("describe").Parse(describeHTML)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = t.Execute(w, map[string]any{"Doc": doc, "Prefix": Prefix, "All": all}) // the reader went away
}
