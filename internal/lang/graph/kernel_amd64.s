#include "textflag.h"

// The constants of tanh in arithmetic.go: clip, -clip, the seven of p, the four of q, then 0.5 and top.
DATA curve<>+0(SB)/4, $7.90531110763549805
DATA curve<>+4(SB)/4, $-7.90531110763549805
DATA curve<>+8(SB)/4, $-2.76076847742355e-16
DATA curve<>+12(SB)/4, $2.00018790482477e-13
DATA curve<>+16(SB)/4, $-8.60467152213735e-11
DATA curve<>+20(SB)/4, $5.12229709037114e-08
DATA curve<>+24(SB)/4, $1.48572235717979e-05
DATA curve<>+28(SB)/4, $6.37261928875436e-04
DATA curve<>+32(SB)/4, $4.89352455891786e-03
DATA curve<>+36(SB)/4, $1.19825839466702e-06
DATA curve<>+40(SB)/4, $1.18534705686654e-04
DATA curve<>+44(SB)/4, $2.26843463243900e-03
DATA curve<>+48(SB)/4, $4.89352518554385e-03
DATA curve<>+52(SB)/4, $0.5
DATA curve<>+56(SB)/4, $32767.0
GLOBL curve<>(SB), RODATA|NOPTR, $60

// ROW adds two numbers of one row times two numbers of each of sixteen columns
// (Y8 and Y9) to the sums lo and hi.
#define ROW(a, lo, hi) \
	VPBROADCASTD a, Y10      \
	VPMADDWD     Y8, Y10, Y11 \
	VPMADDWD     Y9, Y10, Y12 \
	VPADDD       Y11, lo, lo  \
	VPADDD       Y12, hi, hi

// func tile4AVX2(dst []int32, stride int, a, w []int16)
TEXT ·tile4AVX2(SB), NOSPLIT, $0-80
	MOVQ dst_base+0(FP), DI
	MOVQ stride+24(FP), DX
	MOVQ a_base+32(FP), SI
	MOVQ w_base+56(FP), R9
	MOVQ w_len+64(FP), CX
	SHLQ $2, DX              // bytes from one row of dst to the next
	SHRQ $5, CX              // pairs of numbers in a row
	LEAQ (SI)(CX*4), R10
	LEAQ (R10)(CX*4), R11
	LEAQ (R11)(CX*4), R12
	XORQ BX, BX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	TESTQ CX, CX
	JZ    store4

pair4:
	VMOVDQU (R9), Y8
	VMOVDQU 32(R9), Y9
	ROW((SI)(BX*4), Y0, Y1)
	ROW((R10)(BX*4), Y2, Y3)
	ROW((R11)(BX*4), Y4, Y5)
	ROW((R12)(BX*4), Y6, Y7)
	ADDQ $64, R9
	INCQ BX
	CMPQ BX, CX
	JLT  pair4

store4:
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	ADDQ    DX, DI
	VMOVDQU Y2, (DI)
	VMOVDQU Y3, 32(DI)
	ADDQ    DX, DI
	VMOVDQU Y4, (DI)
	VMOVDQU Y5, 32(DI)
	ADDQ    DX, DI
	VMOVDQU Y6, (DI)
	VMOVDQU Y7, 32(DI)
	VZEROUPPER
	RET

// func tile1AVX2(dst []int32, a, w []int16)
TEXT ·tile1AVX2(SB), NOSPLIT, $0-72
	MOVQ dst_base+0(FP), DI
	MOVQ a_base+24(FP), SI
	MOVQ w_base+48(FP), R9
	MOVQ w_len+56(FP), CX
	SHRQ $5, CX
	XORQ BX, BX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	TESTQ CX, CX
	JZ    store1

pair1:
	VMOVDQU (R9), Y8
	VMOVDQU 32(R9), Y9
	ROW((SI)(BX*4), Y0, Y1)
	ADDQ $64, R9
	INCQ BX
	CMPQ BX, CX
	JLT  pair1

store1:
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VZEROUPPER
	RET

// func affineAVX2(dst []float32, sums []int32, factor, bias []float32, scale float32)
TEXT ·affineAVX2(SB), NOSPLIT, $0-100
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ sums_base+24(FP), SI
	MOVQ factor_base+48(FP), R8
	MOVQ bias_base+72(FP), R9
	VBROADCASTSS scale+96(FP), Y3
	XORQ BX, BX

next8:
	VCVTDQ2PS (SI)(BX*4), Y0
	VMULPS    (R8)(BX*4), Y3, Y1
	VMULPS    Y1, Y0, Y0
	VADDPS    (R9)(BX*4), Y0, Y0
	VMOVUPS   Y0, (DI)(BX*4)
	ADDQ      $8, BX
	CMPQ      BX, CX
	JLT       next8
	VZEROUPPER
	RET

// STEP is one step of Horner's rule: sum = square*sum + constant.
#define STEP(at, sum) \
	VBROADCASTSS curve<>+at(SB), Y15 \
	VMULPS       Y12, sum, sum       \
	VADDPS       Y15, sum, sum

// TANH replaces x by its hyperbolic tangent; it uses Y12 to Y15.
#define TANH(x) \
	VBROADCASTSS curve<>+0(SB), Y15  \
	VMINPS       Y15, x, x           \
	VBROADCASTSS curve<>+4(SB), Y15  \
	VMAXPS       Y15, x, x           \
	VMULPS       x, x, Y12           \
	VBROADCASTSS curve<>+8(SB), Y13  \
	VBROADCASTSS curve<>+36(SB), Y14 \
	STEP(12, Y13)                    \
	STEP(40, Y14)                    \
	STEP(16, Y13)                    \
	STEP(44, Y14)                    \
	STEP(20, Y13)                    \
	STEP(48, Y14)                    \
	STEP(24, Y13)                    \
	STEP(28, Y13)                    \
	STEP(32, Y13)                    \
	VMULPS       x, Y13, Y13         \
	VDIVPS       Y14, Y13, x

// SIGMOID replaces x by its logistic function; Y11 holds 0.5.
#define SIGMOID(x) \
	VMULPS Y11, x, x \
	TANH(x)          \
	VMULPS Y11, x, x \
	VADDPS Y11, x, x

// GATE loads eight units of the gate that starts off bytes into each row.
#define GATE(off, x) \
	VCVTDQ2PS (SI)(off*1), x  \
	VMULPS    (R8)(off*1), x, x \
	VADDPS    (DI)(off*1), x, x

// func cellAVX2(given []float32, sums []int32, factor, c []float32, h []int16)
TEXT ·cellAVX2(SB), NOSPLIT, $0-120
	MOVQ given_base+0(FP), DI
	MOVQ sums_base+24(FP), SI
	MOVQ factor_base+48(FP), R8
	MOVQ c_base+72(FP), R9
	MOVQ c_len+80(FP), CX
	MOVQ h_base+96(FP), R10
	VBROADCASTSS curve<>+52(SB), Y11
	VBROADCASTSS curve<>+56(SB), Y10
	SHLQ $2, CX              // bytes of a gate
	XORQ AX, AX              // the gate of what comes in
	MOVQ CX, BX              // of what is kept
	LEAQ (CX)(CX*1), DX      // of what is fresh
	LEAQ (DX)(CX*1), R11     // of what goes out

unit8:
	GATE(AX, Y0)
	GATE(BX, Y1)
	GATE(DX, Y2)
	GATE(R11, Y3)
	SIGMOID(Y0)
	SIGMOID(Y1)
	TANH(Y2)
	SIGMOID(Y3)
	VMULPS  (R9)(AX*1), Y1, Y1
	VMULPS  Y2, Y0, Y0
	VADDPS  Y0, Y1, Y1
	VMOVUPS Y1, (R9)(AX*1)
	TANH(Y1)
	VMULPS  Y1, Y3, Y3
	VMULPS  Y10, Y3, Y3
	VCVTPS2DQ    Y3, Y3
	VEXTRACTI128 $1, Y3, X4
	VPACKSSDW    X4, X3, X3
	VMOVDQU      X3, (R10)
	ADDQ $16, R10
	ADDQ $32, AX
	ADDQ $32, BX
	ADDQ $32, DX
	ADDQ $32, R11
	CMPQ AX, CX
	JLT  unit8
	VZEROUPPER
	RET

// func contractAVX2(dst, terms, head []float32)
TEXT ·contractAVX2(SB), NOSPLIT, $0-72
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ terms_base+24(FP), SI
	MOVQ head_base+48(FP), R8
	MOVQ head_len+56(FP), DX

row:
	VMOVUPS (SI), Y0
	VMULPS  (R8), Y0, Y0
	MOVQ    $8, BX
	JMP     more

lane8:
	VMOVUPS (SI)(BX*4), Y1
	VMULPS  (R8)(BX*4), Y1, Y1
	VADDPS  Y1, Y0, Y0
	ADDQ    $8, BX

more:
	CMPQ BX, DX
	JLT  lane8
	VEXTRACTF128 $1, Y0, X1
	VADDPS    X1, X0, X0      // lanes 0+4 1+5 2+6 3+7
	VPERMILPS $0x0E, X0, X1
	VADDPS    X1, X0, X0      // (0+4)+(2+6), (1+5)+(3+7)
	VPERMILPS $0x01, X0, X1
	VADDSS    X1, X0, X0
	VMOVSS    X0, (DI)
	ADDQ $4, DI
	LEAQ (SI)(DX*4), SI
	DECQ CX
	JNZ  row
	VZEROUPPER
	RET

// Without the sign, and an eighth.
DATA plain<>+0(SB)/4, $0x7fffffff
DATA plain<>+4(SB)/4, $0.125
GLOBL plain<>(SB), RODATA|NOPTR, $8

// func highestAVX2(row []float32) float32
TEXT ·highestAVX2(SB), NOSPLIT, $0-28
	MOVQ row_base+0(FP), SI
	MOVQ row_len+8(FP), CX
	VBROADCASTSS plain<>+0(SB), Y1
	VXORPS Y0, Y0, Y0
	XORQ   BX, BX

size8:
	VANDPS (SI)(BX*4), Y1, Y2
	VMAXPS Y2, Y0, Y0
	ADDQ   $8, BX
	CMPQ   BX, CX
	JLT    size8
	VEXTRACTF128 $1, Y0, X1
	VMAXPS    X1, X0, X0
	VPERMILPS $0x0E, X0, X1
	VMAXPS    X1, X0, X0
	VPERMILPS $0x01, X0, X1
	VMAXSS    X1, X0, X0
	VMOVSS    X0, ret+24(FP)
	VZEROUPPER
	RET

// func stepsAVX2(dst []int16, row []float32, up float32)
TEXT ·stepsAVX2(SB), NOSPLIT, $0-52
	MOVQ dst_base+0(FP), DI
	MOVQ row_base+24(FP), SI
	MOVQ row_len+32(FP), CX
	VBROADCASTSS up+48(FP), Y1
	XORQ BX, BX

step8:
	VMULPS       (SI)(BX*4), Y1, Y0
	VCVTPS2DQ    Y0, Y0
	VEXTRACTI128 $1, Y0, X2
	VPACKSSDW    X2, X0, X0
	VMOVDQU      X0, (DI)(BX*2)
	ADDQ $8, BX
	CMPQ BX, CX
	JLT  step8
	VZEROUPPER
	RET

// func leakyAVX2(row []float32)
TEXT ·leakyAVX2(SB), NOSPLIT, $0-24
	MOVQ row_base+0(FP), SI
	MOVQ row_len+8(FP), CX
	VBROADCASTSS plain<>+4(SB), Y1
	XORQ BX, BX

leak8:
	VMOVUPS (SI)(BX*4), Y0
	VMULPS  Y1, Y0, Y2
	VMAXPS  Y2, Y0, Y0
	VMOVUPS Y0, (SI)(BX*4)
	ADDQ    $8, BX
	CMPQ    BX, CX
	JLT     leak8
	VZEROUPPER
	RET
