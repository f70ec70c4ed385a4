namespace GarmentTools.Kernel;

/// <summary>
/// Something that the kernel or a notebook cannot do as it was asked; the message says what was found, what was expected and what to do.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="asked">Whether it was asked wrongly, rather than something went wrong.</param>
internal sealed class KernelException(string message, bool asked = true) : Exception(message)
{
    public bool AskedWrongly => asked;
}
