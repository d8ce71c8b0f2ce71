package fetch_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
)

// BenchmarkFetch fetches a page of 100 KB from one site of the own machine.
func BenchmarkFetch(b *testing.B) {
	page := bytes.Repeat([]byte("<p>Envoys met in Geneva."), 100<<10/24)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(page) }))
	defer s.Close()
	o := fetch.DefaultOptions(newClock())
	o.Allow = []string{s.Listener.Addr().String()}
	c, err := fetch.New(o)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := c.Fetch(b.Context(), fetch.Request{URL: s.URL + "/a"}); err != nil {
			b.Fatal(err)
		}
	}
}
