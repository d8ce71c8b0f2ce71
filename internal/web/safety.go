package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/web/api"
)

// The limits of a request. A page takes milliseconds; whatever takes this long is
// stuck.
const (
	mostBody     = 64 << 10 // bytes that a form may have
	longestReply = 20 * time.Second
)

// policy lets a page load what this program serves, and nothing else.
const policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

// guard puts the limits and the headers around all pages. News are sent as long as
// somebody listens, so they stand outside the limit of time.
func guard(next, news http.Handler) http.Handler {
	next = http.NewCrossOriginProtection().Handler(next)
	next = http.MaxBytesHandler(next, mostBody)
	next = http.TimeoutHandler(next, longestReply, "This took too long. Try a narrower filter.\n")
	pages := next
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-cache")
		if !local(r.Host) {
			http.Error(w, "This reading room answers on this machine only.", http.StatusMisdirectedRequest)
			return
		}
		if r.Method == http.MethodGet && r.URL.Path == api.Prefix+"/live" {
			news.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// local reports whether a host names this machine. A page of a stranger whose name
// was made to point here comes with the stranger's name.
func local(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// unchanged sets the tag of the page and answers a reader who has it already.
func (l *Ledger) unchanged(w http.ResponseWriter, r *http.Request, who string) bool {
	sum := sha256.Sum256([]byte(who))
	tag := `W/"` + l.tag() + "-" + hex.EncodeToString(sum[:4]) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") != tag {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// addAssets serves the files of a folder: style sheets, scripts and pictures.
func addAssets(mux *http.ServeMux, folder fs.FS) error {
	files, err := fs.ReadDir(folder, ".")
	if err != nil {
		return fmt.Errorf("listing the assets: %w", err)
	}
	for _, f := range files {
		kind := kindOf(f.Name())
		if kind == "" {
			continue
		}
		content, err := fs.ReadFile(folder, f.Name())
		if err != nil {
			return fmt.Errorf("reading asset %s: %w", f.Name(), err)
		}
		sum := sha256.Sum256(content)
		tag := `"` + hex.EncodeToString(sum[:8]) + `"`
		mux.HandleFunc("GET /assets/"+f.Name(), func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Write(content) //nolint:errcheck // the reader went away
		})
	}
	return nil
}

// kindOf is the type of an asset by its name; empty for what is not served.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml; charset=utf-8"
	case ".png":
		return "image/png"
	}
	return ""
}
