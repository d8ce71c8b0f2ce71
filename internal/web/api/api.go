// Package api offers the ledger to programs, under /api/v1: the lists of the record
// with the filter of the table, the decisions, and a description of it all as
// OpenAPI 3.1. Decisions can be written, too; errors are told as RFC 9457 has it.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
	"github.com/trucewatch/trucewatch/internal/review/changes"
)

// State is the ledger at one time. It is only read.
type State struct {
	Index   *query.Index
	Book    *review.Book
	Changes *changes.Log  // nil where nobody notes what changes
	Digest  string        // of the record as read
	Shown   func() string // digest of the record with the decisions
	Tag     string        // of all of it
	// Groups names what is merged or split, so that another reading finds it again.
	Groups func(of string, ids []string) ([]review.Group, error)
	Token  func() string // a word that was never given before
}

// Prefix is where all addresses begin.
const Prefix = "/api/v1"

// Add puts every address of the interface on a mux, and the page that tells of them
// at /api. Ask gives the ledger as it now stands, and judge keeps decisions.
func Add(mux *http.ServeMux, version string, ask func(context.Context) (State, error), judge Judge) {
	config := huma.DefaultConfig("Trucewatch", version)
	config.Info.Description = "The ledger of the reading room. Lists take the filter of the table: the same query gives the same happenings. Decisions can be added, and undone by a further one; nothing is ever deleted."
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = Prefix+"/openapi", "", ""
	config.CreateHooks = nil // no $schema in the answers
	format := huma.Format{Marshal: marshal, Unmarshal: huma.DefaultJSONFormat.Unmarshal}
	config.Formats = map[string]huma.Format{"application/json": format, "json": format}
	config.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[record.Nullable](), reflect.TypeFor[nullable]())
	server := http.NewServeMux()
	api := humago.New(server, config)
	a := &lists{api, ask, judge}
	a.add()
	a.describeLive()
	server.HandleFunc(Prefix+"/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(huma.Error404NotFound("there is nothing at " + r.URL.Path)) // the reader went away
	})
	mux.Handle(Prefix+"/", conditional(server, ask))
	mux.HandleFunc("GET /api", func(w http.ResponseWriter, r *http.Request) { describe(w, r, api.OpenAPI()) })
}

// marshal writes what is made of the types of the record as the record does.
func marshal(w io.Writer, v any) error {
	if _, problem := v.(error); problem {
		return huma.DefaultJSONFormat.Marshal(w, v)
	}
	return record.Encode(w, v)
}

// nullable is how the description shows a string that may be null.
type nullable struct{}

// Schema implements huma.SchemaProvider.
func (nullable) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Nullable: true}
}

// conditional answers a program that has the answer already.
func conditional(next http.Handler, ask func(context.Context) (State, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := ask(r.Context())
		if err == nil && r.Method == http.MethodGet {
			tag := `W/"` + s.Tag + `"`
			if r.Header.Get("If-None-Match") == tag {
				w.Header().Set("ETag", tag)
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", tag)
		}
		next.ServeHTTP(w, r)
	})
}

// filter is the filter of the table as the query of a request. The fields describe
// it; the query itself is read where the table's is.
type filter struct {
	Q         string   `query:"q" doc:"Words, all of which must be found; names in any spelling and script" maxLength:"200"`
	From      string   `query:"from" doc:"First day, ISO 8601" example:"2025-07-13"`
	To        string   `query:"to" doc:"Last day, ISO 8601, included"`
	Frame     string   `query:"frame" doc:"Frame of the map in degrees: west,south,east,north"`
	Kind      []string `query:"kind,explode" doc:"talks, incident, access, alleged, toll, agreement or other"`
	Type      []string `query:"type,explode" doc:"One of the types of PLOVER, such as ASSAULT"`
	Mode      []string `query:"mode,explode"`
	Status    []string `query:"status,explode"`
	Standing  []string `query:"standing,explode" doc:"single, corroborated or contested"`
	Party     []string `query:"party,explode" doc:"ID of an actor that takes part"`
	Place     []string `query:"place,explode" doc:"ID of a place; - for not known"`
	Zone      []string `query:"zone,explode"`
	Agreement []string `query:"agreement,explode" doc:"ID of an agreement"`
	Track     []string `query:"track,explode" doc:"Series of talks"`
	Outlet    []string `query:"outlet,explode"`
	Month     []string `query:"month,explode" example:"2025-07"`
	Review    []string `query:"review,explode" doc:"open, accepted, rejected, unsure or in part"`
	Sort      string   `query:"sort" doc:"Column of the table; with - in front the other way round"`
	Cursor    string   `query:"cursor" doc:"What next of the page before holds"`
	Limit     int      `query:"limit" doc:"Elements of a page" minimum:"1" maximum:"500" default:"100"`

	parsed query.Filter
}

// Resolve implements huma.Resolver: it reads the filter as the table does.
func (f *filter) Resolve(c huma.Context) []error {
	u := c.URL()
	values := u.Query()
	values.Del("cursor")
	values.Del("limit")
	parsed, err := query.Parse(values)
	f.parsed = parsed
	if err == nil {
		return nil
	}
	var out []error
	for what := range strings.SplitSeq(err.Error(), "\n") {
		out = append(out, &huma.ErrorDetail{Message: what, Location: "query"})
	}
	return out
}

// page is a part of a list.
type page[T any] struct {
	Total int             `json:"total" doc:"Elements of the whole list"`
	Next  record.Nullable `json:"next" doc:"Cursor of the next page, or null on the last"`
	Rows  []T             `json:"rows"`
}

// answer is a page with the link to the next.
type answer[T any] struct {
	Link string `header:"Link"`
	Body page[T]
}

// cut returns the page of a list that a filter asks for. A cursor holds for one
// state of the ledger only: on another the rows would shift unseen.
func cut[T any](all []T, f *filter, s State, path string) (*answer[T], error) {
	start := 0
	if f.Cursor != "" {
		tag, n, _ := strings.Cut(f.Cursor, ".") // a tag has no dot
		at, err := strconv.Atoi(n)
		if err != nil || at < 0 || at > len(all) {
			return nil, huma.Error422UnprocessableEntity("the cursor is none of this list")
		}
		if tag != s.Tag {
			return nil, huma.Error409Conflict("the ledger has changed since the page before: begin again without a cursor")
		}
		start = at
	}
	end := min(start+f.Limit, len(all))
	out := &answer[T]{Body: page[T]{Total: len(all), Rows: all[start:end]}}
	if end < len(all) {
		next := s.Tag + "." + strconv.Itoa(end)
		out.Body.Next = record.Nullable(next)
		values, err := url.ParseQuery(f.parsed.Encode())
		if err != nil {
			return nil, fmt.Errorf("writing the link to the next page: %w", err)
		}
		values.Set("cursor", next)
		values.Set("limit", strconv.Itoa(f.Limit))
		out.Link = fmt.Sprintf(`<%s?%s>; rel="next"`, path, values.Encode())
	}
	return out, nil
}

// errGone is said of an ID that the ledger does not hold.
var errGone = errors.New("the ledger holds nothing of this id; it may have gone with a newer reading")
