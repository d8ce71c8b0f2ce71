package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/trucewatch/trucewatch/internal/store/sqlite"
	"github.com/trucewatch/trucewatch/internal/store/storetest"
)

// BenchmarkPutCaptures keeps batches of 64 short documents, each batch on disk
// before the next begins.
func BenchmarkPutCaptures(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "t.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	const size = 64
	documents := storetest.Documents(size * b.N)
	b.ResetTimer()
	for n := range b.N {
		if _, err := s.PutCaptures(b.Context(), documents[n*size:(n+1)*size]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size*b.N)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkCaptures reads a thousand documents back.
func BenchmarkCaptures(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "t.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	const size = 1000
	if _, err := s.PutCaptures(b.Context(), storetest.Documents(size)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, err := range s.Captures(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(size*b.N)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkOpen opens a database that is there: what every command waits for.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "t.db")
	for b.Loop() {
		s, err := sqlite.Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
