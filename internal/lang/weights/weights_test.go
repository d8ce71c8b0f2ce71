package weights

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

func TestModelCardNamesTheseWeights(t *testing.T) {
	card, err := os.ReadFile("MODEL.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"clusters.gz": Clusters, "lemmas.gz": Lemmas} {
		sum := sha256.Sum256(b)
		if want := hex.EncodeToString(sum[:]); !strings.Contains(string(card), want) {
			t.Errorf("MODEL.md does not name %s with sha256 %s", name, want)
		}
	}
}
