namespace GarmentTools.Learning;

/// <summary>
/// Logistic regression of few inputs by Newton's method, with a slight ridge so that separable data have a finite answer.
/// </summary>
internal static class LogisticRegression
{
    private const double Ridge = 1e-3;
    private const int MaxSteps = 100;

    /// <returns>The intercept, then one weight per input.</returns>
    public static double[] Fit(double[][] inputs, bool[] truth)
    {
        var n = inputs[0].Length + 1;
        var weights = new double[n];
        var loss = Loss(weights);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (gradient, hessian) = (new double[n], new double[n * n]);
            for (var j = 1; j < n; j++) (gradient[j], hessian[j * n + j]) = (Ridge * weights[j], Ridge);
            for (var i = 0; i < inputs.Length; i++)
            {
                var p = Confidence.Sigmoid(Score(weights, inputs[i]));
                for (var j = 0; j < n; j++)
                {
                    gradient[j] += (p - (truth[i] ? 1 : 0)) * Input(i, j);
                    for (var k = 0; k < n; k++) hessian[j * n + k] += p * (1 - p) * Input(i, j) * Input(i, k);
                }
            }
            var direction = Solve(hessian, gradient);
            // Halve the step until it helps; the loss is convex, so this ends at its minimum.
            var (length, improved) = (1.0, false);
            for (var half = 0; half < 40 && !improved; half++, length /= 2)
            {
                var tried = weights.Select((w, j) => w - length * direction[j]).ToArray();
                var triedLoss = Loss(tried);
                if (!(triedLoss < loss)) continue;
                (improved, weights) = (loss - triedLoss > 1e-12 * (1 + loss), tried);
                loss = triedLoss;
                if (!improved) return weights;
            }
            if (!improved) break;
        }
        return weights;

        double Input(int i, int j) => j == 0 ? 1 : inputs[i][j - 1];

        double Loss(double[] w)
        {
            var sum = 0.0;
            for (var j = 1; j < n; j++) sum += Ridge / 2 * w[j] * w[j];
            for (var i = 0; i < inputs.Length; i++)
            {
                var score = truth[i] ? Score(w, inputs[i]) : -Score(w, inputs[i]);
                sum += score > 0 ? Math.Log(1 + Math.Exp(-score)) : Math.Log(1 + Math.Exp(score)) - score;
            }
            return sum;
        }
    }

    public static double Score(double[] weights, double[] inputs)
    {
        var sum = weights[0];
        for (var j = 0; j < inputs.Length; j++) sum += weights[j + 1] * inputs[j];
        return sum;
    }

    // Gaussian elimination with pivoting; the matrix has as many rows as there are inputs, and one.
    private static double[] Solve(double[] a, double[] b)
    {
        var n = b.Length;
        var x = (double[])b.Clone();
        for (var c = 0; c < n; c++)
        {
            var pivot = Enumerable.Range(c, n - c).MaxBy(r => Math.Abs(a[r * n + c]));
            if (Math.Abs(a[pivot * n + c]) < 1e-300) continue;
            for (var j = 0; j < n; j++) (a[c * n + j], a[pivot * n + j]) = (a[pivot * n + j], a[c * n + j]);
            (x[c], x[pivot]) = (x[pivot], x[c]);
            for (var r = 0; r < n; r++)
                if (r != c)
                {
                    var factor = a[r * n + c] / a[c * n + c];
                    for (var j = c; j < n; j++) a[r * n + j] -= factor * a[c * n + j];
                    x[r] -= factor * x[c];
                }
        }
        for (var c = 0; c < n; c++) x[c] = a[c * n + c] == 0 ? 0 : x[c] / a[c * n + c];
        return x;
    }
}
